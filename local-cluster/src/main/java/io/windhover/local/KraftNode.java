package io.windhover.local;

import static io.windhover.local.LoopbackSockets.HOST;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.SharedServer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.QuorumConfig;
import org.apache.kafka.server.common.MetadataVersion;
import org.apache.kafka.server.fault.FaultHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * The broker's parts and their order.
 *
 * <p>Put together from the same three servers as Kafka's own {@link KafkaRaftServer}, which is made for a
 * process of its own: it binds its ports itself, and ends the process at a fault.
 */
final class KraftNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KraftNode.class);

    private static final int NODE_ID = 1;
    private static final String CLIENT = "CLIENT";
    private static final String INTERNAL = "INTERNAL";
    private static final String CONTROLLER = "CONTROLLER";
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

    private final TemporaryDirectory directory;
    private final LoopbackSockets sockets = new LoopbackSockets();
    private final String clientAddress;
    private final String internalAddress;
    private final Map<String, String> properties;
    private @Nullable ControllerServer controller;
    private @Nullable BrokerServer broker;

    private KraftNode(TemporaryDirectory directory, Map<String, String> overrides) {
        this.directory = directory;
        this.clientAddress = HOST + ":" + sockets.bind(CLIENT);
        this.internalAddress = HOST + ":" + sockets.bind(INTERNAL);
        String controllerAddress = HOST + ":" + sockets.bind(CONTROLLER);
        this.properties = properties(directory.path(), controllerAddress);
        properties.putAll(overrides);
    }

    static KraftNode start(Map<String, String> overrides) {
        KraftNode node = new KraftNode(TemporaryDirectory.create("windhover-broker-"), overrides);
        try {
            node.start();
            return node;
        } catch (Exception e) {
            try {
                node.close();
            } catch (RuntimeException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw new KafkaException("The embedded broker did not start: " + e.getMessage(), e);
        }
    }

    String clientAddress() {
        return clientAddress;
    }

    String internalAddress() {
        return internalAddress;
    }

    private Map<String, String> properties(Path data, String controllerAddress) {
        Map<String, String> result = new TreeMap<>();
        result.put("process.roles", "broker,controller");
        result.put("node.id", Integer.toString(NODE_ID));
        result.put("log.dirs", data.toString());
        result.put("controller.quorum.voters", NODE_ID + "@" + controllerAddress);
        result.put("controller.listener.names", CONTROLLER);
        result.put("inter.broker.listener.name", INTERNAL);
        String brokerListeners = CLIENT + "://" + clientAddress + "," + INTERNAL + "://" + internalAddress;
        result.put("listeners", brokerListeners + "," + CONTROLLER + "://" + controllerAddress);
        result.put("advertised.listeners", brokerListeners);
        result.put(
                "listener.security.protocol.map",
                CLIENT + ":PLAINTEXT," + INTERNAL + ":PLAINTEXT," + CONTROLLER + ":PLAINTEXT");

        for (String topic : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            result.put(topic + ".num.partitions", "1");
            result.put(topic + ".replication.factor", "1");
        }
        result.put("transaction.state.log.min.isr", "1");
        result.put("share.coordinator.state.topic.min.isr", "1");

        result.put("auto.create.topics.enable", "false");
        result.put("group.initial.rebalance.delay.ms", "0");
        result.put("log.retention.ms", "-1");
        result.put("log.cleaner.dedupe.buffer.size", "2097152");
        return result;
    }

    private void start() throws Exception {
        KafkaConfig config = new KafkaConfig(properties, false);
        format();
        Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> formatted =
                KafkaRaftServer.initializeLogDirs(config, LOG, "");
        SharedServer shared = new SharedServer(
                config,
                formatted._1(),
                Time.SYSTEM,
                new Metrics(),
                CompletableFuture.completedFuture(
                        QuorumConfig.parseVoterConnections(config.quorumConfig().voters())),
                List.of(),
                (name, fatal, action) -> faultHandler(name, action),
                sockets);
        controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), formatted._2());
        broker = new BrokerServer(shared);
        controller.startup();
        broker.startup();
    }

    private void format() throws Exception {
        String data = directory.path().toString();
        new Formatter()
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE_ID)
                .addDirectory(data)
                .setMetadataLogDirectory(data)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setControllerListenerName(CONTROLLER)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
    }

    private static FaultHandler faultHandler(String name, Runnable action) {
        return (message, cause) -> {
            LOG.atError().setCause(cause).addKeyValue("fault", name).log(message);
            action.run();
            return new KafkaException(name + ": " + message, cause);
        };
    }

    @Override
    public void close() {
        try (directory;
                sockets) {
            if (broker != null) {
                broker.shutdown(SHUTDOWN_TIMEOUT);
                broker.awaitShutdown();
                broker = null;
            }
            if (controller != null) {
                controller.shutdown();
                controller.awaitShutdown();
                controller = null;
            }
        }
    }
}
