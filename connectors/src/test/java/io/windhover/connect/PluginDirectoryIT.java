package io.windhover.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.kafka.connect.converters.ByteArrayConverter;
import org.apache.kafka.connect.source.SourceConnector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is packaged, in Kafka's own worker processes. */
class PluginDirectoryIT {

    /** The build puts it there before these tests run. */
    private static final Path PLUGINS = Path.of("target", "plugin").toAbsolutePath();

    private static EmbeddedBroker broker;
    private static EmbeddedSchemaRegistry registry;
    private static WrittenRecords written;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        registry = EmbeddedSchemaRegistry.start();
        written = new WrittenRecords(broker.bootstrapServers(), registry.url());
    }

    @AfterAll
    static void stopBroker() {
        written.close();
        registry.close();
        broker.close();
    }

    @Test
    void shouldHoldWhatAWorkerDoesNotBringAndTheSameInTheZip() throws IOException {
        List<String> inDirectory = jars(pluginDirectory());

        assertThat(inDirectory)
                .anyMatch(jar -> jar.startsWith("windhover-connectors-"))
                .anyMatch(jar -> jar.startsWith("windhover-schemas-"))
                .anyMatch(jar -> jar.startsWith("avro-"))
                .noneMatch(jar -> jar.startsWith("connect-"))
                .noneMatch(jar -> jar.startsWith("kafka-"))
                .noneMatch(jar -> jar.startsWith("slf4j-"))
                .noneMatch(jar -> jar.contains("log4j"))
                .noneMatch(jar -> jar.startsWith("zstd") || jar.startsWith("lz4") || jar.startsWith("snappy"));
        try (ZipFile zip = new ZipFile(zip().toFile())) {
            List<? extends ZipEntry> entries = zip.stream().toList();
            assertThat(entries.stream()
                            .map(entry -> Path.of(entry.getName()).getFileName().toString())
                            .filter(name -> name.endsWith(".jar")))
                    .containsExactlyInAnyOrderElementsOf(inDirectory);
            String root = pluginDirectory().getFileName() + "/";
            assertThat(entries).allMatch(entry -> entry.getName().startsWith(root));
            assertThat(entries)
                    .extracting(ZipEntry::getTime)
                    .as("reproducible")
                    .containsOnly(entries.get(0).getTime());
        }
    }

    @ParameterizedTest
    @CsvSource({"Standalone, only_scan", "Distributed, service_load"})
    void shouldRunInAWorker(String mode, String discovery) throws Exception {
        // Given
        String topics = mode.toLowerCase(Locale.ROOT);
        broker.createTopic("events-" + topics, 2, Map.of());
        broker.createTopic("dead-" + topics, 1, Map.of());
        Path log = Files.createDirectory(directory.resolve("logs")).resolve("cloudtrail.log");
        Files.writeString(log, CloudTrailEvents.withId("1") + "\n" + CloudTrailEvents.withId("2") + "\n");
        try (WorkerCommand worker = WorkerCommand.start(mode, directory, settings(mode, discovery))) {
            await().atMost(Duration.ofMinutes(2)).until(worker::answers);

            // When
            worker.create(fileSettings(topics, log));

            // Then
            awaitEvents(topics, 2);
            Files.writeString(log, CloudTrailEvents.withId("3") + "\n", StandardOpenOption.APPEND);
            awaitEvents(topics, 3);
            assertThat(written.uids("events-" + topics)).containsExactlyInAnyOrder("1", "2", "3");
            assertThat(worker.get("/connectors/files/status")
                            .at("/connector/version")
                            .asText())
                    .matches("\\d+\\.\\d+\\.\\d+");
            shouldListEveryConnector(worker);
            shouldSayWhatIsWrongWithSettings(worker, fileSettings(topics, log));
        }
    }

    private static void shouldListEveryConnector(WorkerCommand worker) throws Exception {
        List<String> listed = new ArrayList<>();
        for (JsonNode plugin : worker.get("/connector-plugins")) {
            String type = plugin.get("class").asText();
            if (type.startsWith("io.windhover")) {
                listed.add(type);
            }
        }
        assertThat(listed)
                .containsExactlyInAnyOrderElementsOf(ServiceLoader.load(SourceConnector.class).stream()
                        .map(plugin -> plugin.type().getName())
                        .filter(name -> name.startsWith("io.windhover"))
                        .toList());
    }

    private static void shouldSayWhatIsWrongWithSettings(WorkerCommand worker, Map<String, String> good)
            throws Exception {
        assertThat(worker.validate(good)).isEmpty();

        Map<String, String> wrong = new HashMap<>(good);
        wrong.remove("files");
        wrong.put("tail.intervall.ms", "5");
        wrong.put("tail.quiet.ms", "soon");
        assertThat(worker.validate(wrong))
                .hasEntrySatisfying("files", errors -> assertThat(errors)
                        .containsExactly("Missing required configuration \"files\" which has no default value."))
                .hasEntrySatisfying("tail.intervall.ms", errors -> assertThat(errors)
                        .containsExactly("unknown setting 'tail.intervall.ms': did you mean 'tail.interval.ms'?"))
                .hasEntrySatisfying("tail.quiet.ms", errors -> assertThat(errors)
                        .containsExactly(
                                "Invalid value soon for configuration tail.quiet.ms: Not a number of type LONG"));

        Map<String, String> okta = Map.of(
                "connector.class", "io.windhover.connect.okta.OktaSourceConnector",
                "name", "okta",
                "okta.url", "http://example.okta.com",
                "okta.token", "very-secret\nvery-secret",
                "schema.registry.url", registry.url());
        assertThat(worker.validate(okta)).containsOnlyKeys("okta.url", "okta.token");
        assertThat(worker.validate(okta).toString()).doesNotContain("very-secret");
    }

    private static void awaitEvents(String topics, int count) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> written.uids("events-" + topics).size() >= count);
    }

    private Map<String, String> fileSettings(String topics, Path log) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "name",
                "files",
                "connector.class",
                "io.windhover.connect.file.FileSourceConnector",
                "tasks.max",
                "1",
                "files",
                log.toString(),
                "topic",
                "events-" + topics,
                "dead.letter.topic",
                "dead-" + topics,
                "schema.registry.url",
                registry.url()));
        if (topics.equals("distributed")) {
            settings.put("exactly.once.support", "required");
        }
        return settings;
    }

    private Map<String, String> settings(String mode, String discovery) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "plugin.path",
                PLUGINS.toString(),
                "plugin.discovery",
                discovery,
                "key.converter",
                ByteArrayConverter.class.getName(),
                "value.converter",
                ByteArrayConverter.class.getName(),
                "offset.flush.interval.ms",
                "200"));
        settings.putAll(
                mode.equals("Standalone")
                        ? Map.of(
                                "offset.storage.file.filename",
                                directory.resolve("offsets").toString())
                        : Map.of(
                                "group.id",
                                "windhover-connect",
                                "config.storage.topic",
                                "connect-configs",
                                "config.storage.replication.factor",
                                "1",
                                "offset.storage.topic",
                                "connect-offsets",
                                "offset.storage.replication.factor",
                                "1",
                                "offset.storage.partitions",
                                "1",
                                "status.storage.topic",
                                "connect-status",
                                "status.storage.replication.factor",
                                "1",
                                "status.storage.partitions",
                                "1",
                                "exactly.once.source.support",
                                "enabled"));
        return settings;
    }

    private static Path pluginDirectory() throws IOException {
        try (Stream<Path> children = Files.list(PLUGINS)) {
            return children.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private static Path zip() throws IOException {
        try (Stream<Path> children = Files.list(PLUGINS.getParent())) {
            return children.filter(path -> path.toString().endsWith(".zip"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .toList();
        }
    }
}
