package io.windhover.distribution.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.distribution.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Detectors and a Connect worker that follows a log, as the distribution starts them, on brokers and a registry. */
final class Plant implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final Path folder;
    private final String bootstrapServers;
    private final List<Daemon> detectors = new ArrayList<>();
    private final Daemon worker;

    /**
     * Prepares topics and rules, and starts everything.
     *
     * @param registryUrl as its processes see it
     * @param replicas of its topics
     */
    Plant(
            Path folder,
            String bootstrapServers,
            String registryUrl,
            int detectorCount,
            int replicas,
            Path rules,
            Path log)
            throws Exception {
        this.folder = Files.createDirectories(folder);
        this.bootstrapServers = bootstrapServers;
        List<String> configs = new ArrayList<>();
        for (int i = 0; i < detectorCount; i++) {
            configs.add(config(registryUrl, i, detectorCount, replicas).toString());
        }
        run("topics", "create", "--config", configs.get(0));
        run("rules", "publish", "--config", configs.get(0), rules.toString());
        for (int i = 0; i < detectorCount; i++) {
            detectors.add(windhover("detector " + i, "run", "--config", configs.get(i)));
        }
        this.worker = worker(registryUrl, log);
        for (Daemon detector : detectors) {
            detector.start();
        }
        worker.start();
    }

    private Path config(String registryUrl, int instance, int detectorCount, int replicas) throws IOException {
        return Files.writeString(folder.resolve("windhover-" + instance + ".yml"), """
                application-id: chaos
                instance-id: detector-%1$d
                threads: 1
                kafka: {bootstrap.servers: "%2$s", session.timeout.ms: "6000", heartbeat.interval.ms: "1500"}
                schema-registry: {schema.registry.url: "%3$s"}
                topics: {create: false, partitions: %4$d, replication-factor: %5$d}
                state: {directory: "%6$s", standbys: %7$d}
                alerts: {update-interval: 500ms, throttle: {alerts: 100000, within: 1h}}
                serving: {address: 127.0.0.1, port: 0}
                """.formatted(
                        instance,
                        bootstrapServers,
                        registryUrl,
                        PARTITIONS,
                        replicas,
                        Files.createDirectories(state(instance)),
                        detectorCount - 1));
    }

    private Daemon worker(String registryUrl, Path log) throws IOException {
        Path settings = Files.writeString(folder.resolve("worker.properties"), """
                bootstrap.servers=%s
                key.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                plugin.path=%s
                plugin.discovery=service_load
                offset.storage.file.filename=%s
                offset.flush.interval.ms=1000
                listeners=http://127.0.0.1:0
                """.formatted(
                bootstrapServers, Repository.file("distribution/target/windhover/plugins"), folder.resolve("offsets")));
        Path connector = Files.writeString(folder.resolve("files.json"), """
                {"name": "files", "connector.class": "io.windhover.connect.file.FileSourceConnector", "tasks.max": "1",
                 "files": "%s", "schema.registry.url": "%s"}
                """.formatted(log, registryUrl));
        return new Daemon(
                "worker",
                List.of(program("connect"), "standalone", settings.toString(), connector.toString()),
                environment(),
                folder.resolve("worker.log"));
    }

    private static Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "WINDHOVER_HEAP",
                "384m",
                "WINDHOVER_JAVA_OPTIONS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }

    private static String program(String name) {
        return Repository.file("distribution/target/windhover/bin/" + name).toString();
    }

    private Daemon windhover(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of(program("windhover")));
        command.addAll(List.of(arguments));
        return new Daemon(name, command, environment(), folder.resolve(name.replace(' ', '-') + ".log"));
    }

    /** A command that ends by itself. */
    private void run(String... arguments) throws Exception {
        try (Daemon command = windhover(String.join("-", arguments[0], arguments[1]), arguments)) {
            command.start();
            assertThat(command.awaitEnd()).as(command::log).isZero();
        }
    }

    Daemon detector(int index) {
        return detectors.get(index);
    }

    int detectors() {
        return detectors.size();
    }

    Path state(int index) {
        return folder.resolve("state-" + index);
    }

    Daemon worker() {
        return worker;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    /** What all of its processes printed last. */
    String logs() {
        StringBuilder logs = new StringBuilder(worker.log());
        detectors.forEach(detector -> logs.append('\n').append(detector.log()));
        return logs.toString();
    }

    @Override
    public void close() {
        worker.close();
        detectors.forEach(Daemon::close);
    }
}
