package io.windhover.distribution.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.distribution.Repository;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Detectors and a Connect worker that follows a log, as the distribution starts them, on brokers and a registry. */
final class Plant implements AutoCloseable {
    private static final int PARTITIONS = 4;

    private final Path folder;
    private final String bootstrapServers;
    private final SchemaRegistry schemas;
    private final List<Daemon> detectors = new ArrayList<>();
    private final List<Path> states = new ArrayList<>();
    private final Daemon worker;
    private final Path config;

    /**
     * Prepares topics and rules, and starts everything.
     *
     * @param registryUrl as its processes see it
     * @param schemas as its readers in this process see it, which may be another way
     */
    Plant(
            Path folder,
            String bootstrapServers,
            String registryUrl,
            SchemaRegistry schemas,
            int detectorCount,
            int replicas,
            Path rules,
            Path log)
            throws Exception {
        this.folder = Files.createDirectories(folder);
        this.bootstrapServers = bootstrapServers;
        this.schemas = schemas;
        this.config = config(registryUrl, 0, detectorCount, replicas);
        run("topics", "create", "--config", config.toString());
        run("rules", "publish", "--config", config.toString(), rules.toString());
        for (int i = 0; i < detectorCount; i++) {
            Path own = config(registryUrl, i, detectorCount, replicas);
            Daemon detector = new Daemon(
                    "detector " + i,
                    List.of(program("windhover"), "run", "--config", own.toString()),
                    environment(),
                    folder.resolve("detector-" + i + ".log"));
            detectors.add(detector);
            detector.start();
        }
        this.worker = worker(registryUrl, log);
        worker.start();
    }

    private Path config(String registryUrl, int instance, int detectorCount, int replicas) throws IOException {
        Path state = Files.createDirectories(folder.resolve("state-" + instance));
        if (states.size() == instance) {
            states.add(state);
        }
        return Files.writeString(folder.resolve("windhover-" + instance + ".yml"), """
                application-id: chaos
                instance-id: detector-%1$d
                threads: 1
                kafka: {bootstrap.servers: "%2$s", session.timeout.ms: "6000", heartbeat.interval.ms: "1500"}
                schema-registry: {schema.registry.url: "%3$s"}
                topics: {create: false, partitions: %4$d, replication-factor: %5$d}
                state: {directory: "%6$s", standbys: %7$d}
                alerts: {update-interval: 500ms}
                serving: {address: 127.0.0.1, port: 0}
                """.formatted(
                        instance, bootstrapServers, registryUrl, PARTITIONS, replicas, state, detectorCount - 1));
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

    /** A command that ends by itself. */
    private void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(program("windhover")));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("command.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor())
                .as(() -> String.join(" ", arguments) + ": " + read(output))
                .isZero();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    Daemon detector(int index) {
        return detectors.get(index);
    }

    int detectors() {
        return detectors.size();
    }

    Path state(int index) {
        return states.get(index);
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

    /** A reader of the alerts that are committed. */
    Told told() {
        return new Told();
    }

    /** The records of the alerts topic so far. */
    final class Told implements AutoCloseable {
        private final AvroSerde<Alert> serde = new AvroSerde<>(Alert.class, schemas);
        private final KafkaConsumer<String, Alert> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                serde.deserializer());
        private final List<Alert> records = new ArrayList<>();

        private Told() {
            List<TopicPartition> all = new ArrayList<>();
            for (int i = 0; i < PARTITIONS; i++) {
                all.add(new TopicPartition("windhover.alerts", i));
            }
            consumer.assign(all);
        }

        /** All that there are, in the order of each partition. */
        List<Alert> all() {
            consumer.poll(Duration.ofMillis(100)).forEach(record -> records.add(record.value()));
            return List.copyOf(records);
        }

        boolean hasProbe(String user) {
            return all().stream()
                    .anyMatch(alert -> alert.getRule().getTitle().equals(ChaosRules.PROBE)
                            && alert.getEntity().endsWith("/" + user));
        }

        @Override
        public void close() {
            consumer.close();
            serde.close();
        }
    }

    @Override
    public void close() {
        worker.close();
        detectors.forEach(Daemon::close);
    }
}
