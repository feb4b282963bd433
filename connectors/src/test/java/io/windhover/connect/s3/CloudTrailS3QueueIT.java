package io.windhover.connect.s3;

import static io.windhover.connect.s3.RunningTask.header;
import static io.windhover.connect.s3.RunningTask.uids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.CloudTrailEvents;
import io.windhover.connect.s3.Counts.Count;
import io.windhover.schemas.DeadLetterHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The task with a queue, against S3Mock and ElasticMQ. */
@Timeout(120)
class CloudTrailS3QueueIT {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private static AwsPeers aws;

    private final StoredByTest stored = new StoredByTest();
    private String queue;
    private String folder;

    @BeforeAll
    static void startPeers() throws Exception {
        aws = AwsPeers.start();
    }

    @AfterAll
    static void stopPeers() {
        aws.close();
    }

    @BeforeEach
    void createQueue(TestInfo test) {
        queue = aws.createQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30"));
        folder = test.getTestMethod().orElseThrow().getName() + "/CloudTrail/";
    }

    @Test
    void shouldReadWhatIsAnnouncedDirectlyThroughSnsAndThroughEventBridge() throws Exception {
        // Given
        List<String> uids = new ArrayList<>();
        for (String name : List.of("direct 1", "direct+2", "sns", "bridge", "trail")) {
            aws.putEvents(folder + name, List.of(name + "-a", name + "-b"));
            uids.addAll(List.of(name + "-a", name + "-b"));
        }
        aws.send(queue, LogObjects.notification(folder + "direct+1", folder + "direct%2B2"));
        aws.send(queue, LogObjects.inSns(LogObjects.notification(folder + "sns")));
        aws.send(queue, LogObjects.ofEventBridge(folder + "bridge"));
        aws.send(queue, LogObjects.inSns("{\"s3Bucket\":\"trail\",\"s3ObjectKey\":[\"" + folder + "trail\"]}"));

        try (RunningTask task = start(Map.of())) {
            // When
            List<SourceRecord> records = task.write(10);
            task.poll();
            task.commit();
            task.commit();

            // Then
            assertThat(uids(records)).containsExactlyInAnyOrderElementsOf(uids);
            assertThat(records)
                    .extracting(record -> RunningTask.event(record).getOrigin().getName())
                    .contains("s3://trail/" + folder + "direct 1");
            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
            assertThat(task.count(Count.OBJECTS_READ)).isEqualTo(5);
            assertThat(task.count(Count.MESSAGES_RECEIVED)).isEqualTo(4);
        }
    }

    @Test
    void shouldDeleteAMessageOnlyWhenTheOffsetsOfAllItsRecordsAreCommitted() throws Exception {
        // Given
        announce("one", 3);
        announce("two", 3);

        try (RunningTask task = start(Map.of())) {
            List<SourceRecord> records = task.take(6);
            assertThat(task.poll()).isEmpty();

            // When: the broker has all records of the first and not all of the second
            task.written(records.subList(0, 5));
            task.commit();

            // Then: a commit may have begun before the broker had the last
            assertThat(aws.hidden(queue)).isEqualTo(2);
            task.commit();
            await().atMost(WITHIN).until(() -> aws.hidden(queue) == 1);

            // When
            task.written(records.subList(5, 6));
            task.commit();
            task.commit();

            // Then
            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
        }
    }

    @Test
    void shouldKeepAMessageHiddenForAsLongAsItWorks() throws Exception {
        announce("slow", 2);

        try (RunningTask task = start(Map.of(CloudTrailS3SourceConfig.VISIBILITY_TIMEOUT_SECONDS, "5"))) {
            List<SourceRecord> records = task.take(2);

            await().atMost(WITHIN)
                    .during(Duration.ofSeconds(8))
                    .until(() -> aws.hidden(queue) == 1 && aws.visible(queue) == 0);
            assertThat(task.poll()).isEmpty();
            task.written(records);
            task.commit();
            task.commit();
            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
        }
    }

    @Test
    void shouldGoOnInTheMiddleOfAnObjectAfterARestart() throws Exception {
        // Given
        announce("long", 100);
        List<String> before;
        try (RunningTask task = start(Map.of("batch.records", "10"))) {
            before = uids(task.write(30));
            // Handed out and not written: the worker died.
            task.take(10);
        }

        // When
        try (RunningTask task = start(Map.of("batch.records", "10"))) {
            List<String> after = uids(task.write(70));
            task.poll();
            task.commit();
            task.commit();

            // Then
            List<String> all = new ArrayList<>(before);
            all.addAll(after);
            assertThat(all).isEqualTo(LogObjects.uids("long", 100));
            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
        }
    }

    @Test
    void shouldNotReadAgainWhatIsAnnouncedAgain() throws Exception {
        announce("twice", 5);
        try (RunningTask task = start(Map.of())) {
            task.write(5);
            task.poll();
            aws.send(queue, LogObjects.notification(folder + "twice"));

            await().atMost(WITHIN).until(() -> {
                assertThat(task.poll()).isEmpty();
                return task.count(Count.OBJECTS_READ) == 2;
            });
            task.commit();
            task.commit();

            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
        }
    }

    @Test
    void shouldReadOtherContentUnderTheSameKeyFromItsBeginning() throws Exception {
        announce("changing", 5);
        try (RunningTask task = start(Map.of())) {
            task.write(5);
        }
        aws.putEvents(folder + "changing", List.of("other-1", "other-2"));
        aws.send(queue, LogObjects.notification(folder + "changing"));

        try (RunningTask task = start(Map.of())) {
            assertThat(uids(task.write(2))).containsExactly("other-1", "other-2");
        }
    }

    @Test
    void shouldPassOverWhatIsNoLogAndCountIt() throws Exception {
        // Given
        aws.send(queue, "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"trail\"}");
        aws.send(
                queue,
                LogObjects.notification(
                        "AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2026/10/01/d.json.gz",
                        "AWSLogs/111122223333/vpcflowlogs/eu-central-1/f.log.gz",
                        "AWSLogs/111122223333/CloudTrail/"));
        aws.putEvents("AWSLogs/111122223333/CloudTrail-Insight/eu-central-1/i.json.gz", List.of("insight"));
        aws.send(queue, LogObjects.notification("AWSLogs/111122223333/CloudTrail-Insight/eu-central-1/i.json.gz"));

        // When
        try (RunningTask task = start(Map.of())) {
            List<SourceRecord> records = task.write(1);
            task.poll();
            task.commit();
            task.commit();

            // Then
            assertThat(uids(records)).containsExactly("insight");
            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
            assertThat(task.count(Count.OBJECTS_SKIPPED)).isEqualTo(3);
        }
    }

    @Test
    void shouldMakeADeadLetterOfAMessageThatItDoesNotUnderstandAndThenDeleteIt() throws Exception {
        aws.send(queue, "{\"hello\":\"world\"}");

        try (RunningTask task = start(Map.of())) {
            List<SourceRecord> records = task.take(1);
            assertThat(records).singleElement().satisfies(letter -> {
                assertThat(letter.topic()).isEqualTo("dead");
                assertThat(new String((byte[]) letter.value(), UTF_8)).isEqualTo("{\"hello\":\"world\"}");
                assertThat(header(letter, DeadLetterHeaders.REASON)).contains("no notification");
                assertThat(header(letter, DeadLetterHeaders.SOURCE)).startsWith(queue + " message ");
            });
            task.commit();
            task.commit();
            assertThat(aws.hidden(queue)).isEqualTo(1);

            task.written(records);
            task.commit();
            task.commit();

            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
            assertThat(task.count(Count.MESSAGES_NOT_UNDERSTOOD)).isEqualTo(1);
        }
    }

    @Test
    void shouldMakeDeadLettersOfWhatItCannotReadInAnObject() throws Exception {
        // Given
        byte[] whole = LogObjects.gzip(LogObjects.records(LogObjects.uids("cut", 2_000)));
        aws.put(folder + "cut", Arrays.copyOf(whole, whole.length / 2));
        aws.put(folder + "poison", "no log at all".getBytes(UTF_8));
        aws.put(
                folder + "mixed",
                LogObjects.gzip("{\"Records\":[" + CloudTrailEvents.withId("good") + ",{\"un\":\"known\"}]}"));
        aws.put(folder + "none", LogObjects.gzip("{\"Records\":[]}"));
        aws.send(queue, LogObjects.notification(folder + "poison", folder + "mixed", folder + "none", folder + "cut"));

        // When
        try (RunningTask task = start(Map.of())) {
            List<SourceRecord> records = new ArrayList<>();
            await().atMost(WITHIN).until(() -> {
                records.addAll(task.write(1));
                return task.count(Count.OBJECTS_READ) == 4;
            });
            task.commit();
            task.commit();

            // Then
            Predicate<SourceRecord> isLetter = record -> record.topic().equals("dead");
            assertThat(records.stream().filter(isLetter))
                    .extracting(letter -> header(letter, DeadLetterHeaders.SOURCE)
                                    .replace("s3://trail/" + folder, "")
                            + " " + header(letter, DeadLetterHeaders.POSITION).replaceAll("\\d{3,}", "N")
                            + ": " + header(letter, DeadLetterHeaders.REASON))
                    .containsExactlyInAnyOrder(
                            "poison line 1: no line begins like JSON",
                            "mixed record 2: no log that is known looks like this record",
                            "cut record N: the compressed data ends too early: the file is truncated");
            assertThat(uids(records.stream().filter(isLetter.negate()).toList()))
                    .contains("good", "cut-0", "cut-500");
            await().atMost(WITHIN).until(() -> aws.isEmpty(queue));
        }
    }

    @Test
    void shouldLeaveAMessageToTheQueuesOwnDeadLetterQueueWhereItsObjectIsMissing() throws Exception {
        // Given
        String deadLetters = aws.createQueue(Map.of());
        queue = aws.createQueue(Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + aws.arn(deadLetters) + "\",\"maxReceiveCount\":\"1\"}"));
        aws.send(queue, LogObjects.notification(folder + "missing"));
        announce("there", 2);

        // When
        try (RunningTask task = start(Map.of(CloudTrailS3SourceConfig.VISIBILITY_TIMEOUT_SECONDS, "5"))) {
            List<SourceRecord> records = task.write(2);

            // Then
            assertThat(uids(records)).isEqualTo(LogObjects.uids("there", 2));
            await().atMost(WITHIN).until(() -> {
                assertThat(task.poll()).isEmpty();
                task.commit();
                return aws.visible(deadLetters) == 1 && aws.isEmpty(queue);
            });
            assertThat(task.count(Count.MESSAGES_LEFT)).isEqualTo(1);
            assertThat(task.count(Count.OBJECTS_REFUSED)).isEqualTo(1);
        }
    }

    @Test
    void shouldShowMessagesAgainAtOnceWhenItStops() throws Exception {
        announce("unfinished", 100);
        announce("finished", 1);
        try (RunningTask task = start(Map.of())) {
            List<SourceRecord> records = task.take(101);
            assertThat(task.poll()).isEmpty();
            task.written(records.stream()
                    .filter(record -> !uids(List.of(record)).get(0).equals("unfinished-99"))
                    .toList());
        }

        await().atMost(WITHIN).until(() -> aws.visible(queue) == 1 && aws.hidden(queue) == 0);
    }

    @Test
    void shouldShareAQueueBetweenTasks() throws Exception {
        for (int i = 0; i < 40; i++) {
            announce("shared-" + i, 5);
        }

        try (RunningTask one = start(Map.of());
                RunningTask other = start(Map.of())) {
            List<String> uids = new ArrayList<>();
            await().atMost(WITHIN).until(() -> {
                for (RunningTask task : List.of(one, other)) {
                    List<SourceRecord> records = task.poll();
                    task.written(records);
                    uids.addAll(uids(records));
                    task.commit();
                }
                return aws.isEmpty(queue);
            });

            assertThat(uids).hasSize(200).doesNotHaveDuplicates();
            assertThat(one.count(Count.OBJECTS_READ)).isPositive();
            assertThat(other.count(Count.OBJECTS_READ)).isPositive();
        }
    }

    @Test
    void shouldHoldNoMoreMessagesThanItMay() throws Exception {
        for (int i = 0; i < 30; i++) {
            announce("many-" + i, 1);
        }

        try (RunningTask task = start(Map.of(CloudTrailS3SourceConfig.MESSAGES_MAX, "5"))) {
            List<SourceRecord> records = task.take(10);
            await().atMost(WITHIN).during(Duration.ofSeconds(1)).until(() -> aws.visible(queue) == 20);

            task.written(records);
            task.commit();
            task.commit();

            assertThat(task.take(1)).isNotEmpty();
        }
    }

    @Test
    void shouldKeepFewerSourcePartitionsThanObjects() {
        assertThat(LogObjects.uids("key", 100_000).stream()
                        .map(key -> OffsetSlots.partition(new ObjectAddress("trail", key)))
                        .distinct())
                .hasSizeLessThanOrEqualTo(OffsetSlots.COUNT)
                .hasSizeGreaterThan(OffsetSlots.COUNT / 2);
    }

    @Test
    void shouldFailWhereTheQueueDoesNotExist() {
        try (RunningTask task = start(Map.of(CloudTrailS3SourceConfig.QUEUE_URL, queue + "-none"))) {
            assertThatThrownBy(() -> task.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(queue + "-none cannot be received: there is no such thing");
        }
    }

    private void announce(String name, int events) {
        aws.putEvents(folder + name, LogObjects.uids(name, events));
        aws.send(queue, LogObjects.notification(folder + name));
    }

    private RunningTask start(Map<String, String> more) {
        Map<String, String> settings = aws.settings();
        settings.put(CloudTrailS3SourceConfig.QUEUE_URL, queue);
        settings.putAll(more);
        return new RunningTask(stored, RunningTask.settings(settings));
    }
}
