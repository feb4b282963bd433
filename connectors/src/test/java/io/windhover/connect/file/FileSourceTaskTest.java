package io.windhover.connect.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTaskContext;
import org.apache.kafka.connect.storage.OffsetStorageReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The task without a worker, as the demo runs it. */
class FileSourceTaskTest {

    private static final Instant NOW = Instant.parse("2026-10-01T09:00:00Z");
    private static final String REGISTRY = "mock://file-source-task";

    @TempDir
    Path directory;

    private final Offsets worker = new Offsets();

    @Test
    void shouldReadEverythingAndThenBeFinished() throws Exception {
        // Given
        Files.writeString(directory.resolve("a.ndjson"), event("1") + "\nbad\n" + event("2"));
        FileSourceTask task = task(InputStream.nullInputStream());

        // When
        task.start(settings(directory.toString()));
        List<SourceRecord> records = drain(task);
        task.stop();

        // Then
        assertThat(records).extracting(SourceRecord::topic).containsExactly("events", "dead", "events");
        assertThat(records)
                .extracting(record -> (Object) record.sourceOffset().get("record"))
                .containsExactly(1L, 2L, 3L);
        assertThat(task.recordsRead()).isEqualTo(2);
        assertThat(task.recordsUnreadable()).isEqualTo(1);
        assertThat(task.bytesRead()).isEqualTo(Files.size(directory.resolve("a.ndjson")));
        assertThat(cloudEvent(records.get(0)).getIngestTime()).isEqualTo(NOW);
        assertThat(cloudEvent(records.get(2)).getOrigin().getPosition()).isEqualTo(3);
        assertThat(records.get(0).timestamp()).isNull();
    }

    @Test
    void shouldTakeEveryRecordForTheLogThatIsNamed() throws Exception {
        // Given: nothing in the record tells its log
        Files.writeString(directory.resolve("a.ndjson"), "{\"eventTime\":\"2026-10-01T08:00:00Z\"}");
        FileSourceTask task = task(InputStream.nullInputStream());
        Map<String, String> settings = settings(directory.toString());
        settings.put("log.source", "aws/cloudtrail");

        // When
        task.start(settings);
        List<SourceRecord> records = drain(task);

        // Then
        assertThat(records).extracting(SourceRecord::topic).containsExactly("events");
    }

    @Test
    void shouldFollowFilesOfEveryLogInEveryContainerInOneDirectory() throws Exception {
        // Given: each shape of each log, as it stands, in a list, one a line and compressed; but for what was pushed
        // with
        // headers, which say what a file does not
        Path golden = Path.of("src/test/resources/golden");
        SortedSet<String> logs = new TreeSet<>();
        int files = 0;
        try (Stream<Path> shapes = Files.walk(golden)) {
            for (Path shape : shapes.filter(file -> file.toString().endsWith(".json")
                            && !file.toString().endsWith(".event.json")
                            && !Files.exists(Path.of(file.toString().replaceAll("json$", "headers"))))
                    .sorted()
                    .toList()) {
                String text = Files.readString(shape).strip();
                String name = golden.relativize(shape).toString().replace('/', '-');
                logs.add(golden.relativize(shape).getName(0).toString());
                String line = new ObjectMapper().readTree(text).toString();
                Files.writeString(directory.resolve(name), text);
                Files.writeString(directory.resolve("list-" + name), "{\"Records\":[" + text + "]}");
                Files.writeString(directory.resolve("lines-" + name), line + "\n" + line + "\n");
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve(name + ".gz")))) {
                    out.write((" " + line).getBytes(UTF_8));
                }
                files++;
            }
        }
        Map<String, String> settings = settings(directory.toString());
        settings.put("tail", "true");
        settings.put("tail.interval.ms", "10");
        // Later than the files, so that the compressed ones are not taken for unfinished.
        FileSourceTask task = new FileSourceTask(
                InputStream.nullInputStream(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)));

        // When
        task.start(settings);
        List<SourceRecord> records = new ArrayList<>();
        for (List<SourceRecord> polled = task.poll(); polled != null; polled = task.poll()) {
            records.addAll(polled);
        }
        task.stop();

        // Then: what begins with the same bytes is one content
        assertThat(records).allMatch(record -> record.topic().equals("events"));
        assertThat(records.size()).isBetween(4 * files, 5 * files);
        assertThat(records.stream()
                        .map(record -> record.headers()
                                .lastWithName("windhover.log-source")
                                .value())
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(logs.size());
    }

    @Test
    void shouldReadStandardInputRecordByRecord() throws Exception {
        FileSourceTask task = task(new ByteArrayInputStream((event("1") + "\n" + event("2")).getBytes(UTF_8)));

        task.start(settings("-"));

        assertThat(task.poll()).hasSize(1);
        assertThat(drain(task)).hasSize(1);
    }

    @Test
    void shouldReadAFileFromItsBeginningThatCouldNotBeOpenedBeforeTheRestart() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("a.ndjson"), event("1") + "\n");
        FileSourceTask task = worker.task();
        task.start(settings(directory.toString()));
        Files.delete(file);
        List<SourceRecord> failed = worker.commit(drain(task));
        Files.writeString(file, event("1") + "\n" + event("2") + "\n");

        // When
        List<SourceRecord> records = worker.run(directory);

        // Then
        assertThat(failed).extracting(SourceRecord::topic).containsExactly("dead");
        assertThat(uids(records)).containsExactly("1", "2");
    }

    @Test
    void shouldRememberWhatWasHandledOfAFileThatCannotBeOpenedForAWhile() throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("a.ndjson"), event("1") + "\n" + event("2") + "\n");
        worker.run(directory);
        Path away = directory.resolve(".away");
        FileSourceTask task = worker.task();
        task.start(settings(directory.toString()));
        Files.move(file, away);
        worker.commit(drain(task));
        Files.move(away, file);
        Files.writeString(file, event("3") + "\n", StandardOpenOption.APPEND);

        // When
        List<SourceRecord> records = worker.run(directory);

        // Then
        assertThat(uids(records)).containsExactly("3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n \n", "\uFEFF"})
    void shouldReadAllThatComesIntoAnEmptyFile(String empty) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("a.ndjson"), empty);
        List<SourceRecord> before = worker.run(directory);
        Files.writeString(file, event("1") + "\n" + event("2") + "\n", StandardOpenOption.APPEND);

        // When
        List<SourceRecord> records = worker.run(directory);

        // Then
        assertThat(before).extracting(SourceRecord::topic).containsExactly("dead");
        assertThat(uids(records)).containsExactly("1", "2");
    }

    @ParameterizedTest
    @MethodSource("cuts")
    void shouldReadTheWholeRecordThatWasHalfWrittenAtTheRestart(String whole, int written) throws Exception {
        // Given
        Path file = Files.writeString(directory.resolve("a.json"), whole.substring(0, written));
        List<SourceRecord> before = worker.run(directory);
        Files.writeString(file, whole);

        // When
        List<SourceRecord> after = worker.run(directory);

        // Then
        List<String> uids = new ArrayList<>(uids(before));
        uids.addAll(uids(after));
        assertThat(uids).containsExactly("1", "2", "3");
    }

    /** Every place at which a file of each kind may have been cut. */
    static Stream<Arguments> cuts() {
        String pretty = """
                {
                  "eventTime": "2026-10-01T08:00:00Z",
                  "eventSource": "s3.amazonaws.com",
                  "eventName": "ListBuckets",
                  "tags": [
                {
                }
                ],
                  "eventID": "%s"
                }
                """;
        return Stream.of(
                        event("1") + "\n" + event("2") + "\n" + event("3") + "\n",
                        event("1") + "\n\uFEFF[" + event("2") + "]\n" + event("3"),
                        "{\"Records\":[" + event("1") + "," + event("2") + "]}\n{\"Records\":[" + event("3") + "]}",
                        pretty.formatted("1") + pretty.formatted("2") + pretty.formatted("3"))
                .flatMap(whole -> IntStream.range(0, whole.length()).mapToObj(cut -> Arguments.of(whole, cut)));
    }

    @Test
    void shouldReadTheWholeRecordOfACompressedFileThatWasHalfWritten() throws Exception {
        // Given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write((event("1") + "\n" + event("2") + "\n").getBytes(UTF_8));
        }
        Path file = directory.resolve("a.gz");
        Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
        List<SourceRecord> before = worker.run(directory);
        Files.write(file, bytes.toByteArray());

        // When
        List<SourceRecord> after = worker.run(directory);

        // Then
        List<String> uids = new ArrayList<>(uids(before));
        uids.addAll(uids(after));
        assertThat(uids).containsExactly("1", "2");
    }

    @Test
    void shouldCountAWholeRecordWithoutALineEnd() throws Exception {
        Files.writeString(directory.resolve("a.ndjson"), event("1") + "\n" + event("2"));

        assertThat(worker.run(directory)).hasSize(2);
        assertThat(worker.run(directory)).isEmpty();
    }

    @Test
    void shouldCountABrokenLineThatIsWhole() throws Exception {
        Files.writeString(directory.resolve("a.ndjson"), event("1") + "\n{\"a\":oops}\nplain\n");

        assertThat(worker.run(directory)).hasSize(3);
        assertThat(worker.run(directory)).isEmpty();
    }

    @Test
    void shouldDeliverWhatItHasReadAndGoOnBehindAFileThatCannotBeReadOn() throws Exception {
        // Given: a directory has taken the file's name, which opens and then fails
        Files.writeString(directory.resolve("a.ndjson"), event("1") + "\n");
        Path file = Files.writeString(directory.resolve("b.ndjson"), event("2") + "\n");
        Files.writeString(directory.resolve("c.ndjson"), event("3") + "\n");
        FileSourceTask task = worker.task();
        task.start(settings(directory.toString()));
        Files.delete(file);
        Files.createDirectory(file);

        // When
        List<SourceRecord> records = worker.commit(drain(task));
        Files.delete(file);
        Files.writeString(file, event("2") + "\n");

        // Then
        assertThat(records).extracting(SourceRecord::topic).containsExactly("events", "dead", "events");
        assertThat(uids(records)).containsExactly("1", "3");
        assertThat(uids(worker.run(directory))).containsExactly("2");
    }

    @Test
    void shouldShareTheFilesAmongTheTasks() throws Exception {
        // Given
        for (int i = 0; i < 20; i++) {
            Files.writeString(directory.resolve(i + ".json"), event("event-" + i));
        }
        FileSourceConnector connector = new FileSourceConnector();
        connector.start(settings(directory.toString()));

        // When
        List<String> uids = new ArrayList<>();
        List<Map<String, String>> configs = connector.taskConfigs(3);
        for (Map<String, String> config : configs) {
            FileSourceTask task = task(InputStream.nullInputStream());
            task.start(config);
            drain(task).forEach(record -> uids.add(cloudEvent(record).getUid()));
        }
        connector.stop();

        // Then
        assertThat(configs).hasSize(3);
        assertThat(uids).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void shouldBeFoundAsAPluginAndSupportExactlyOnce() throws IOException {
        try (InputStream services = SourceConnector.class
                .getClassLoader()
                .getResourceAsStream("META-INF/services/" + SourceConnector.class.getName())) {
            assertThat(new String(services.readAllBytes(), UTF_8)).contains(FileSourceConnector.class.getName());
        }
        FileSourceConnector connector = new FileSourceConnector();
        Class<? extends Task> task = connector.taskClass();

        assertThat(task).isEqualTo(FileSourceTask.class);
        assertThat(connector.version()).isNotBlank();
        assertThat(connector.exactlyOnceSupport(settings("x"))).isEqualTo(ExactlyOnceSupport.SUPPORTED);
    }

    @Test
    void shouldRefuseWrongSettings() {
        assertRefused(Map.of("files", ""), "files");
        assertRefused(Map.of("batch.records", "0"), "batch.records");
        assertRefused(Map.of("max.record.bytes", "10"), "max.record.bytes");
        assertRefused(Map.of("log.source", "aws/nothing"), "is no log that is known: [aws/cloudtrail");
        assertRefused(Map.of("batch.record", "10"), "unknown setting 'batch.record': did you mean 'batch.records'?");
        assertRefused(Map.of("quite.another", "10"), "unknown setting 'quite.another'");
        assertThatThrownBy(() -> new FileSourceConfig(Map.of("files", "x")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
        Map<String, String> ofOthers = settings("x");
        ofOthers.putAll(Map.of("transforms", "a", "basic.auth.user.info", "u:p", "tasks.max", "1"));
        assertThat(new FileSourceConfig(ofOthers).files()).containsExactly("x");
    }

    @Test
    void shouldRefuseInAWorkerWhatItCannotRead() {
        FileSourceConnector connector = new FileSourceConnector();

        assertThatThrownBy(() -> connector.start(settings("-")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("standard input");
        String missing = directory.resolve("missing").toString();
        assertThatThrownBy(() -> connector.start(settings(missing)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(missing);
    }

    @Test
    void shouldDocumentEverySetting() {
        assertThat(FileSourceConfig.DEFINITION.configKeys().values())
                .filteredOn(key -> !key.internalConfig)
                .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
        assertThat(new TreeSet<>(FileSourceConfig.DEFINITION.names()))
                .contains("files", "topic", "dead.letter.topic", "batch.records", "max.record.bytes");
    }

    private List<String> uids(List<SourceRecord> records) {
        return records.stream()
                .filter(record -> record.topic().equals("events"))
                .map(record -> cloudEvent(record).getUid())
                .toList();
    }

    /** Keeps offsets over restarts, as Connect's worker does. */
    private static final class Offsets implements OffsetStorageReader {

        private final Map<Map<String, ?>, Map<String, Object>> committed = new HashMap<>();

        /** A task that knows the offsets. */
        FileSourceTask task() {
            SourceTaskContext context = (SourceTaskContext) Proxy.newProxyInstance(
                    getClass().getClassLoader(),
                    new Class<?>[] {SourceTaskContext.class},
                    (proxy, method, arguments) -> method.getName().equals("offsetStorageReader") ? this : null);
            FileSourceTask task = FileSourceTaskTest.task(InputStream.nullInputStream());
            task.initialize(context);
            return task;
        }

        /** Reads all there is in the directory, and stops. */
        List<SourceRecord> run(Path directory) throws InterruptedException {
            FileSourceTask task = task();
            task.start(settings(directory.toString()));
            List<SourceRecord> records = commit(drain(task));
            task.stop();
            return records;
        }

        @SuppressWarnings("unchecked") // the task's own offsets
        List<SourceRecord> commit(List<SourceRecord> records) {
            records.forEach(
                    record -> committed.put(record.sourcePartition(), (Map<String, Object>) record.sourceOffset()));
            return records;
        }

        @Override
        public <T> Map<String, Object> offset(Map<String, T> partition) {
            return committed.get(partition);
        }

        @Override
        public <T> Map<Map<String, T>, Map<String, Object>> offsets(Collection<Map<String, T>> partitions) {
            return partitions.stream()
                    .filter(committed::containsKey)
                    .collect(Collectors.toMap(partition -> partition, committed::get));
        }
    }

    private static void assertRefused(Map<String, String> wrong, String message) {
        Map<String, String> settings = settings("x");
        settings.putAll(wrong);
        assertThatThrownBy(() -> new FileSourceConfig(settings))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    private static FileSourceTask task(InputStream standardInput) {
        return new FileSourceTask(standardInput, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static List<SourceRecord> drain(FileSourceTask task) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (!task.finished()) {
            List<SourceRecord> polled = task.poll();
            if (polled != null) {
                records.addAll(polled);
            }
        }
        return records;
    }

    private static Map<String, String> settings(String files) {
        return new HashMap<>(Map.of(
                "files",
                files,
                "tail",
                "false",
                "topic",
                "events",
                "dead.letter.topic",
                "dead",
                "schema.registry.url",
                REGISTRY));
    }

    private static CloudEvent cloudEvent(SourceRecord record) {
        return new AvroSerde<>(CloudEvent.class, SchemaRegistries.connect(Map.of("schema.registry.url", REGISTRY)))
                .deserializer()
                .deserialize(record.topic(), (byte[]) record.value());
    }

    private static String event(String uid) {
        return "{\"eventTime\":\"2026-10-01T08:00:00Z\",\"eventSource\":\"s3.amazonaws.com\",\"eventName\":\"ListBuckets\",\"eventID\":\""
                + uid + "\"}";
    }
}
