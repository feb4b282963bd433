package io.windhover.distribution.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Detectors and a Connect worker that follows a log, as a distribution starts them, on brokers and a registry. */
final class Plant implements AutoCloseable {
    private static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern ENDPOINT = Pattern.compile("endpoint=(http://[\\d.:]+)");

    private final Path folder;
    private final String bootstrapServers;
    private final String registryUrl;
    private final Path log;
    private final List<Path> configs = new ArrayList<>();
    private final List<Daemon> detectors = new ArrayList<>();
    private Daemon worker;
    /** As Java ends where nobody handles the signal. */
    private static final int ENDED_BY_SIGTERM = 128 + 15;
    /** Names what is started in place of something else. */
    private int replaced;

    /**
     * Prepares topics and rules, and starts everything.
     *
     * @param build of all that it starts
     * @param registryUrl as its processes see it
     * @param replicas of its topics
     */
    Plant(
            Build build,
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
        this.registryUrl = registryUrl;
        this.log = log;
        for (int i = 0; i < detectorCount; i++) {
            configs.add(config(i, detectorCount, replicas));
        }
        run(build, "topics", "create", "--config", configs.get(0).toString());
        publish(build, rules);
        for (int i = 0; i < detectorCount; i++) {
            detectors.add(detector(build, i, "detector " + i));
        }
        this.worker = worker(build, "worker");
        for (Daemon detector : detectors) {
            detector.start();
        }
        worker.start();
    }

    private Path config(int instance, int detectorCount, int replicas) throws IOException {
        return Files.writeString(folder.resolve("windhover-" + instance + ".yml"), """
                application-id: chaos
                instance-id: detector-%1$d
                threads: 1
                kafka:
                  bootstrap.servers: "%2$s"
                  session.timeout.ms: "6000"
                  heartbeat.interval.ms: "1500"
                  default.api.timeout.ms: "120000"
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

    private Daemon worker(Build build, String name) throws IOException {
        Path settings = Files.writeString(folder.resolve(file(name) + ".properties"), """
                bootstrap.servers=%s
                key.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                value.converter=org.apache.kafka.connect.converters.ByteArrayConverter
                plugin.path=%s
                plugin.discovery=service_load
                offset.storage.file.filename=%s
                offset.flush.interval.ms=1000
                listeners=http://127.0.0.1:0
                """.formatted(
                        bootstrapServers, build.plugins(), folder.resolve("offsets")));
        Path connector = Files.writeString(folder.resolve("files.json"), """
                {"name": "files", "connector.class": "io.windhover.connect.file.FileSourceConnector", "tasks.max": "1",
                 "files": "%s", "schema.registry.url": "%s"}
                """.formatted(log, registryUrl));
        return new Daemon(
                name,
                List.of(build.program("connect").toString(), "standalone", settings.toString(), connector.toString()),
                Build.environment(),
                folder.resolve(file(name) + ".log"));
    }

    private Daemon detector(Build build, int index, String name) {
        return windhover(build, name, "run", "--config", configs.get(index).toString());
    }

    private Daemon windhover(Build build, String name, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(build.program("windhover").toString()));
        command.addAll(List.of(arguments));
        return new Daemon(name, command, Build.environment(), folder.resolve(file(name) + ".log"));
    }

    private static String file(String name) {
        return name.replace(' ', '-');
    }

    /** A command that ends by itself. */
    private void run(Build build, String... arguments) throws Exception {
        try (Daemon command = windhover(build, String.join("-", arguments[0], arguments[1]), arguments)) {
            command.start();
            assertThat(command.awaitEnd()).as(command::log).isZero();
        }
    }

    void publish(Build build, Path rules) throws Exception {
        run(build, "rules", "publish", "--config", configs.get(0).toString(), rules.toString());
    }

    /** Ends a detector as its host does, and not before it has ended lets a build go on where it stood. */
    void replaceDetector(int index, Build build) throws Exception {
        stopDetector(index);
        startDetector(index, build);
    }

    void stopDetector(int index) throws Exception {
        Daemon before = detectors.get(index);
        assertThat(before.stop()).as(before::log).isZero();
    }

    /** Starts a build where a detector was stopped. */
    void startDetector(int index, Build build) throws Exception {
        Daemon detector = detector(build, index, "detector " + index + " started again " + ++replaced);
        detectors.set(index, detector);
        detector.start();
    }

    /** Likewise the Connect worker. */
    void replaceWorker(Build build) throws Exception {
        assertThat(worker.stop()).as(worker::log).isEqualTo(ENDED_BY_SIGTERM);
        worker = worker(build, "worker started again " + ++replaced);
        worker.start();
    }

    /** As an orchestrator does: starts a detector again that ended by itself, and returns when it calls itself ready. */
    void awaitReady(int index) {
        Daemon detector = detectors.get(index);
        HttpClient client = HttpClient.newHttpClient();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            if (!detector.isRunning()) {
                detector.start();
            }
            Optional<String> endpoint = ENDPOINT.matcher(detector.log())
                    .results()
                    .map(found -> found.group(1))
                    .reduce((earlier, later) -> later);
            assertThat(endpoint).as(detector::log).isPresent();
            HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint.get() + "/health/ready"))
                    .build();
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .as(detector::log)
                    .isEqualTo(200);
        });
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

    String registryUrl() {
        return registryUrl;
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
