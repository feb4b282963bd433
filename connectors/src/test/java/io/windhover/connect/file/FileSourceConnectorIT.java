package io.windhover.connect.file;

import static io.windhover.connect.WrittenRecords.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.StandaloneWorker;
import io.windhover.connect.WrittenRecords;
import io.windhover.connect.normalise.EventKey;
import io.windhover.local.EmbeddedBroker;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.DeadLetterHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector in Kafka Connect's own worker against a real broker. */
class FileSourceConnectorIT {

    private static final String REGISTRY = "mock://file-source";
    private static EmbeddedBroker broker;
    private static WrittenRecords written;
    private static int topics;

    @TempDir
    Path directory;

    private String events;
    private String deadLetters;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        written = new WrittenRecords(broker.bootstrapServers(), REGISTRY);
    }

    @AfterAll
    static void stopBroker() {
        written.close();
        broker.close();
    }

    @BeforeEach
    void createTopics() {
        topics++;
        events = "events-" + topics;
        deadLetters = "dead-letter-" + topics;
        broker.createTopic(events, 2, Map.of());
        broker.createTopic(deadLetters, 1, Map.of());
    }

    @Test
    void shouldWriteEventsAndDeadLettersWithTheirReasons() throws Exception {
        // Given
        Path logs = Files.createDirectory(directory.resolve("logs"));
        Files.writeString(logs.resolve("a.ndjson"), event(1) + "\nnot json\n{\"unknown\":1}\n" + event(2));
        Files.write(
                logs.resolve("b.json"),
                gzip("{\"Records\":[" + event(3) + "," + event(4).replace("eventTime", "t") + "]}"));
        Files.writeString(logs.resolve(".hidden"), event(5));

        // When
        try (StandaloneWorker worker = startWorker()) {
            worker.run("logs", settings(logs));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> written.read(events).size() == 3
                            && written.read(deadLetters).size() == 3);
        }

        // Then
        Map<String, ConsumerRecord<byte[], byte[]>> byUid = written.read(events).stream()
                .collect(Collectors.toMap(record -> written.event(record).getUid(), record -> record));
        assertThat(byUid).containsOnlyKeys("event-1", "event-2", "event-3");
        ConsumerRecord<byte[], byte[]> second = byUid.get("event-2");
        assertThat(second.key()).isEqualTo(new EventKey().of("event-2"));
        assertThat(header(second, "windhover.log-source")).isEqualTo("aws/cloudtrail");
        assertThat(written.event(second).getOrigin().getName())
                .isEqualTo(logs.resolve("a.ndjson").toString());
        assertThat(written.event(second).getOrigin().getPosition()).isEqualTo(4);
        assertThat(written.read(deadLetters))
                .extracting(record -> header(record, DeadLetterHeaders.SOURCE).replace(logs + "/", "")
                        + " " + header(record, DeadLetterHeaders.POSITION)
                        + " " + header(record, DeadLetterHeaders.STAGE)
                        + ": " + header(record, DeadLetterHeaders.REASON))
                .containsExactlyInAnyOrder(
                        "a.ndjson line 2 read: not valid JSON: the line does not begin a record",
                        "a.ndjson line 3 normalise: no log that is known looks like this record",
                        "b.json record 2 normalise: the record has no eventTime");
        assertThat(written.read(deadLetters))
                .extracting(record -> new String(record.value(), UTF_8))
                .contains("not json", "{\"unknown\":1}");
    }

    @Test
    void shouldContinueAtTheExactRecordAfterARestart() throws Exception {
        // Given: a plain file and a compressed one, which both grow while the worker is down
        Path plain = directory.resolve("plain.ndjson");
        Path compressed = directory.resolve("compressed.gz");
        Files.writeString(plain, event(1) + "\nbroken\n" + event(2) + "\n");
        Files.write(compressed, gzip(event(11) + "\n" + event(12) + "\n"));
        try (StandaloneWorker worker = startWorker()) {
            worker.run("logs", settings(directory));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> written.read(events).size() == 4
                            && written.read(deadLetters).size() == 1);
        }
        Files.writeString(plain, event(3) + "\n", StandardOpenOption.APPEND);
        Files.write(compressed, gzip(event(13) + "\n"), StandardOpenOption.APPEND);

        // When
        try (StandaloneWorker worker = startWorker()) {
            worker.run("logs", settings(directory));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> written.read(events).size() >= 6);
        }

        // Then
        assertThat(written.uids(events)).containsExactlyInAnyOrder(uids(1, 2, 3, 11, 12, 13));
        assertThat(written.read(deadLetters)).hasSize(1);
    }

    @Test
    void shouldReadAnotherFileThatHasTakenAReadOnesNameFromItsBeginning() throws Exception {
        // Given
        Path log = directory.resolve("audit.log");
        Files.writeString(log, event(1) + "\n" + event(2) + "\n");
        try (StandaloneWorker worker = startWorker()) {
            worker.run("logs", settings(log));
            await().atMost(Duration.ofSeconds(30)).until(() -> written.count(events) == 2);
        }
        Files.writeString(log, event(3) + "\n" + event(4) + "\n" + event(5) + "\n");

        // When
        try (StandaloneWorker worker = startWorker()) {
            worker.run("logs", settings(log));
            await().atMost(Duration.ofSeconds(30)).until(() -> written.count(events) == 5);
        }

        // Then
        assertThat(written.uids(events)).containsExactlyInAnyOrder(uids(1, 2, 3, 4, 5));
    }

    @Test
    void shouldLoseNothingAndRepeatNothingWhenStoppedInTheMiddle() throws Exception {
        // Given
        int count = 30_000;
        Path file = directory.resolve("many.gz");
        Files.write(
                file,
                gzip(IntStream.range(0, count)
                        .mapToObj(FileSourceConnectorIT::event)
                        .collect(Collectors.joining("\n"))));

        // When
        try (StandaloneWorker worker = startWorker()) {
            worker.run("logs", settings(file));
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> written.count(events) > 0);
        }
        long before = written.count(events);
        try (StandaloneWorker worker = startWorker()) {
            worker.run("logs", settings(file));
            await().atMost(Duration.ofSeconds(60)).until(() -> written.count(events) >= count);
        }

        // Then
        assertThat(before).isBetween(1L, count - 1L);
        assertThat(written.uids(events)).hasSize(count).doesNotHaveDuplicates();
    }

    @Test
    void shouldRefuseMisspeltSettingsBeforeAnythingStarts() throws Exception {
        Map<String, String> settings = new HashMap<>(settings(directory));
        settings.put("topik", "x");

        try (StandaloneWorker worker = startWorker()) {
            assertThatThrownBy(() -> worker.run("logs", settings))
                    .rootCause()
                    .hasMessageContaining("unknown setting 'topik': did you mean 'topic'?");
        }
    }

    private StandaloneWorker startWorker() {
        return StandaloneWorker.start(broker.bootstrapServers(), directory.resolve(".offsets"));
    }

    private Map<String, String> settings(Path files) {
        return Map.of(
                "name",
                "logs",
                "connector.class",
                FileSourceConnector.class.getName(),
                "tasks.max",
                "2",
                FileSourceConfig.FILES,
                files.toString(),
                FileSourceConfig.TOPIC,
                events,
                FileSourceConfig.DEAD_LETTER_TOPIC,
                deadLetters,
                FileSourceConfig.BATCH_RECORDS,
                "200",
                SchemaRegistries.URL,
                REGISTRY);
    }

    private static String event(int number) {
        return """
                {"eventVersion":"1.10","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ines"},\
                "eventTime":"2026-10-01T08:00:00Z","eventSource":"s3.amazonaws.com","eventName":"ListBuckets",\
                "awsRegion":"eu-central-1","sourceIPAddress":"192.0.2.7","readOnly":true,"eventID":"event-%d"}""".formatted(number);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String[] uids(int... numbers) {
        return IntStream.of(numbers).mapToObj(number -> "event-" + number).toArray(String[]::new);
    }
}
