package io.windhover.distribution.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** Three Kafka brokers, each of them a controller too, in processes of their own on loopback. */
final class Brokers implements AutoCloseable {
    private static final int COUNT = 3;

    private final List<Daemon> nodes = new ArrayList<>();
    private final List<Integer> clients;

    private Brokers(List<Integer> clients) {
        this.clients = clients;
    }

    static Brokers start(Path folder) throws Exception {
        List<Integer> ports = freePorts(2 * COUNT);
        Brokers brokers = new Brokers(ports.subList(0, COUNT));
        String cluster = Uuid.randomUuid().toString();
        String voters = IntStream.range(0, COUNT)
                .mapToObj(i -> "%d@127.0.0.1:%d".formatted(i + 1, ports.get(COUNT + i)))
                .collect(Collectors.joining(","));
        for (int i = 0; i < COUNT; i++) {
            Path home = Files.createDirectories(folder.resolve("broker-" + (i + 1)));
            Path data = home.resolve("data");
            new Formatter()
                    .setClusterId(cluster)
                    .setNodeId(i + 1)
                    .addDirectory(data.toString())
                    .setMetadataLogDirectory(data.toString())
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .run();
            Path properties = Files.writeString(home.resolve("server.properties"), """
                    process.roles=broker,controller
                    node.id=%1$d
                    log.dirs=%2$s
                    controller.quorum.voters=%3$s
                    controller.listener.names=CONTROLLER
                    listeners=CLIENT://127.0.0.1:%4$d,CONTROLLER://127.0.0.1:%5$d
                    listener.security.protocol.map=CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT
                    inter.broker.listener.name=CLIENT
                    offsets.topic.num.partitions=3
                    transaction.state.log.num.partitions=3
                    transaction.state.log.min.isr=2
                    auto.create.topics.enable=false
                    min.insync.replicas=2
                    default.replication.factor=3
                    broker.session.timeout.ms=6000
                    log.cleaner.dedupe.buffer.size=2097152
                    log.retention.ms=-1
                    """.formatted(
                            i + 1, data, voters, ports.get(i), ports.get(COUNT + i)));
            Daemon node = new Daemon(
                    "broker " + (i + 1),
                    List.of(
                            java(),
                            "-Xmx384m",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                            "kafka.Kafka",
                            properties.toString()),
                    Map.of(),
                    home.resolve("broker.log"));
            brokers.nodes.add(node);
            node.start();
        }
        return brokers;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }

    String bootstrapServers() {
        return clients.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
    }

    Daemon node(int index) {
        return nodes.get(index);
    }

    int size() {
        return nodes.size();
    }

    @Override
    public void close() {
        nodes.forEach(Daemon::close);
    }
}
