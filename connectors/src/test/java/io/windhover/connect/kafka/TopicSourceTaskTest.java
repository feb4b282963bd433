package io.windhover.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.connect.CloudTrailEvents;
import io.windhover.connect.ConnectOffsets;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.DeadLetterHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The task with Kafka's own stand-in for a consumer. */
@Timeout(60)
class TopicSourceTaskTest {

    private static final String TOPIC = "activity";
    private static final String PLACE = "eventhubs:example.servicebus.windows.net/activity/";

    private final ConnectOffsets offsets = new ConnectOffsets();
    private final List<TopicSourceTask> tasks = new ArrayList<>();
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private int partitions = 1;
    private long earliest;
    private MockConsumer<byte[], byte[]> consumer;
    private List<ConsumerRecord<byte[], byte[]>> unseen = new ArrayList<>();

    @AfterEach
    void stop() {
        tasks.forEach(TopicSourceTask::stop);
    }

    @Test
    void shouldTakeMessagesApart() throws Exception {
        // Given
        message(0, 0, list("a", "b"));
        message(0, 1, CloudTrailEvents.withId("c"));
        message(0, 2, CloudTrailEvents.withId("d") + "\n" + CloudTrailEvents.withId("e"));
        message(0, 3, gzip(list("f")));
        message(0, 4, "{\"records\":[]}");
        message(0, 5, CloudTrailEvents.withId("g"));

        // When
        List<SourceRecord> records = poll(start(Map.of()), 7);

        // Then
        assertThat(uids(records)).containsExactly("a", "b", "c", "d", "e", "f", "g");
        assertThat(records).allSatisfy(record -> assertThat(record.sourcePartition())
                .isEqualTo(Map.of("cluster", "example.servicebus.windows.net", "topic", TOPIC, "partition", "0")));
        assertThat(records)
                .extracting(record -> record.sourceOffset().get("offset") + "."
                        + record.sourceOffset().get("record"))
                .containsExactly("0.1", "1.0", "2.0", "2.1", "3.0", "4.0", "6.0");
        assertThat(event(records.get(1)).getOrigin().getName()).isEqualTo(PLACE + "0/0");
        assertThat(event(records.get(1)).getOrigin().getPosition()).isEqualTo(2);
    }

    @Test
    void shouldMakeDeadLettersOfWhatCannotBeReadAndGoOn() throws Exception {
        // Given
        message(0, 0, "poison");
        message(
                0,
                1,
                "{\"records\":[" + CloudTrailEvents.withId("a") + ",{\"unknown\":1}," + CloudTrailEvents.withId("b"));
        message(0, 2, (byte[]) null);
        message(0, 3, "");
        message(0, 4, CloudTrailEvents.withId("c"));

        // When
        List<SourceRecord> records = poll(start(Map.of()), 8);

        // Then
        assertThat(records)
                .filteredOn(record -> record.topic().equals("dead"))
                .extracting(record -> header(record, DeadLetterHeaders.SOURCE).substring(PLACE.length()) + " "
                        + header(record, DeadLetterHeaders.POSITION) + ": " + header(record, DeadLetterHeaders.REASON))
                .containsExactly(
                        "0/0 line 1: no line begins like JSON",
                        "0/1 record 2: no log that is known looks like this record",
                        "0/1 record 4: the file ends inside its list of records",
                        "0/2 record 1: the message is empty",
                        "0/3 record 1: the message is empty");
        assertThat(uids(records)).containsExactly("a", "b", "c");
    }

    @Test
    void shouldGoOnAtTheExactRecordAfterARestart() throws Exception {
        message(0, 0, list("a", "b", "c"));
        message(0, 1, list("d", "e"));
        for (int handled = 1; handled <= 5; handled++) {
            // Given
            ConnectOffsets kept = new ConnectOffsets();
            List<SourceRecord> before = poll(start(Map.of("batch.records", "1"), kept), handled);
            kept.commit(before);

            // When
            List<SourceRecord> after = poll(start(Map.of(), kept), 5 - handled);

            // Then
            assertThat(uids(before)).hasSize(handled);
            List<String> all = new ArrayList<>(uids(before));
            all.addAll(uids(after));
            assertThat(all).containsExactly("a", "b", "c", "d", "e");
        }
    }

    @Test
    void shouldNotAskAgainForAMessageThatIsDone() throws Exception {
        // Given: what was read has expired, nothing else
        message(0, 0, list("a", "b"));
        offsets.commit(poll(start(Map.of()), 2));
        earliest = 1;
        log.clear();
        message(0, 1, list("c"));

        // When
        List<SourceRecord> records = poll(start(Map.of()), 1);

        // Then
        assertThat(records).extracting(SourceRecord::topic).containsExactly("events");
    }

    @Test
    void shouldReportWhatExpiredBeforeItWasReadAndGoOnAtTheEarliest() throws Exception {
        // Given
        message(0, 0, list("a"));
        offsets.commit(poll(start(Map.of()), 1));
        earliest = 43;
        log.clear();
        message(0, 43, list("b"));

        // When
        List<SourceRecord> records = poll(start(Map.of()), 2);

        // Then
        SourceRecord report = records.get(0);
        assertThat(report.topic()).isEqualTo("dead");
        assertThat(header(report, DeadLetterHeaders.SOURCE)).isEqualTo(PLACE + "0/1");
        assertThat(header(report, DeadLetterHeaders.REASON))
                .isEqualTo("42 messages expired before they were read: reading goes on at the earliest, 43");
        assertThat(report.sourceOffset()).isEqualTo(Map.of("offset", 43L, "record", 0L));
        assertThat(uids(records)).containsExactly("b");
    }

    @Test
    void shouldReadPartitionsThatAreAddedFromTheirBeginning() throws Exception {
        // Given: what was there before the first start is not wanted
        message(0, 0, list("old"));
        TopicSourceTask task = start(Map.of("source.start", "latest", "partitions.refresh.ms", "100"));
        assertThat(task.poll()).isNull();
        partitions = 2;
        message(1, 0, list("new"));
        show(consumer);

        // When
        List<SourceRecord> records = poll(task, 1);

        // Then
        assertThat(uids(records)).containsExactly("new");
    }

    @Test
    void shouldWaitForATopicThatIsToCome() throws Exception {
        // Given
        partitions = 0;
        TopicSourceTask task = start(Map.of("partitions.refresh.ms", "100"));
        assertThat(task.poll()).isNull();

        // When
        partitions = 1;
        message(0, 0, list("first"));
        show(consumer);

        // Then
        assertThat(uids(poll(task, 1))).containsExactly("first");
    }

    @Test
    void shouldReadOnlyItsShare() throws Exception {
        partitions = 3;
        IntStream.range(0, 3).forEach(i -> message(i, 0, list("of-" + i)));

        List<String> read = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            List<SourceRecord> records =
                    poll(start(Map.of("task.index", Integer.toString(index), "task.count", "3")), 1);
            assertThat(records).hasSize(1);
            read.addAll(uids(records));
        }

        assertThat(read).containsExactlyInAnyOrder("of-0", "of-1", "of-2");
    }

    @Test
    void shouldHandOverNoMoreAtOnceThanAskedFor() throws Exception {
        message(0, 0, list(IntStream.range(0, 25).mapToObj(Integer::toString).toArray(String[]::new)));
        TopicSourceTask task = start(Map.of("batch.records", "10"));

        List<Integer> sizes = List.of(
                poll(task, 1).size(), poll(task, 1).size(), poll(task, 1).size());

        assertThat(sizes).containsExactly(10, 10, 5);
    }

    @Test
    void shouldAskAgainWhenTheClusterDoesNotAnswer() throws Exception {
        message(0, 0, list("a"));
        TopicSourceTask task = start(Map.of());
        consumer.setPollException(new TimeoutException("slow"));

        assertThat(task.poll()).isNull();
        assertThat(uids(poll(task, 1))).containsExactly("a");
    }

    @Test
    void shouldFailClearlyWhenItIsRefused() {
        TopicSourceTask login = start(Map.of());
        consumer.setPollException(new SaslAuthenticationException("Authentication failed"));
        assertThatThrownBy(login::poll)
                .isInstanceOf(ConnectException.class)
                .hasMessage(
                        "Event Hubs refused the connection string for example.servicebus.windows.net: is its key the"
                                + " current one, and has its policy the claim Listen?");

        TopicSourceTask rights = start(Map.of());
        consumer.setPollException(new TopicAuthorizationException("no access to activity"));
        assertThatThrownBy(rights::poll)
                .isInstanceOf(ConnectException.class)
                .hasMessage("not allowed to read: no access to activity");
    }

    @Test
    void shouldStopWhileItWaitsForATopic() throws Exception {
        partitions = 0;
        TopicSourceTask task = start(Map.of());

        task.stop();

        assertThat(task.poll()).isNull();
        assertThat(consumer.closed()).isTrue();
    }

    private TopicSourceTask start(Map<String, String> more) {
        return start(more, offsets);
    }

    private TopicSourceTask start(Map<String, String> more, ConnectOffsets kept) {
        consumer = new MockConsumer<>("none");
        unseen = new ArrayList<>(log);
        show(consumer);
        TopicSourceTask task = new TopicSourceTask(
                settings -> consumer, Clock.fixed(Instant.parse("2026-10-01T09:00:00Z"), ZoneOffset.UTC));
        task.initialize(kept.context());
        Map<String, String> settings = new HashMap<>(TopicSourceConfigTest.eventHubs(more));
        settings.put("source.topics", TOPIC);
        task.start(settings);
        tasks.add(task);
        return task;
    }

    /** Lets a consumer see what the topic holds now; records arrive once their partitions are assigned. */
    private void show(MockConsumer<byte[], byte[]> target) {
        target.updatePartitions(
                TOPIC,
                IntStream.range(0, partitions)
                        .mapToObj(i -> new PartitionInfo(TOPIC, i, null, null, null))
                        .toList());
        Map<TopicPartition, Long> first = new HashMap<>();
        Map<TopicPartition, Long> end = new HashMap<>();
        for (int i = 0; i < partitions; i++) {
            TopicPartition partition = new TopicPartition(TOPIC, i);
            first.put(partition, earliest);
            end.put(
                    partition,
                    log.stream()
                                    .filter(r -> r.partition() == partition.partition())
                                    .mapToLong(ConsumerRecord::offset)
                                    .max()
                                    .orElse(-1)
                            + 1);
        }
        target.updateBeginningOffsets(first);
        target.updateEndOffsets(end);
    }

    private List<SourceRecord> poll(TopicSourceTask task, int count) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        MockConsumer<byte[], byte[]> polled = consumer;
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (records.size() < count && System.nanoTime() < end) {
            polled.schedulePollTask(() -> unseen.removeIf(record -> {
                boolean there = polled.assignment().contains(new TopicPartition(TOPIC, record.partition()));
                if (there) {
                    polled.addRecord(record);
                }
                return there;
            }));
            List<SourceRecord> batch = task.poll();
            records.addAll(batch == null ? List.of() : batch);
        }
        return records;
    }

    private void message(int partition, long offset, String value) {
        message(partition, offset, value.getBytes(UTF_8));
    }

    private void message(int partition, long offset, byte[] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(TOPIC, partition, offset, null, value);
        log.add(record);
        unseen.add(record);
    }

    private static String list(String... ids) {
        return Arrays.stream(ids)
                .map(CloudTrailEvents::withId)
                .collect(Collectors.joining(",", "{\"records\":[", "]}"));
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String header(SourceRecord record, String name) {
        return (String) record.headers().lastWithName(name).value();
    }

    private static CloudEvent event(SourceRecord record) {
        return new AvroSerde<>(
                        CloudEvent.class,
                        SchemaRegistries.connect(Map.of("schema.registry.url", "mock://topic-source")))
                .deserializer()
                .deserialize(record.topic(), (byte[]) record.value());
    }

    private static List<String> uids(List<SourceRecord> records) {
        return records.stream()
                .filter(record -> record.topic().equals("events"))
                .map(record -> event(record).getUid())
                .toList();
    }
}
