package io.windhover.connect.s3;

import static io.windhover.connect.s3.RunningTask.uids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.connect.s3.Counts.Count;
import io.windhover.schemas.DeadLetterHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The task with a bucket's prefixes, against S3Mock. */
@Timeout(120)
class CloudTrailS3BucketIT {

    private static final String FRANKFURT = "AWSLogs/111122223333/CloudTrail/eu-central-1/";
    private static final String IRELAND = "AWSLogs/111122223333/CloudTrail/eu-west-1/";
    private static final String OTHER_ACCOUNT = "AWSLogs/444455556666/CloudTrail/eu-west-1/";

    private static AwsPeers aws;

    private final StoredByTest stored = new StoredByTest();

    @BeforeAll
    static void startPeers() throws Exception {
        aws = AwsPeers.start();
        for (String region : List.of(FRANKFURT, IRELAND, OTHER_ACCOUNT)) {
            for (String day : List.of("2026/09/29", "2026/09/30", "2026/10/01", "2026/10/02")) {
                for (String hour : List.of("08", "20")) {
                    aws.putEvents(key(region, day, hour), written(region, day, hour));
                }
            }
        }
        aws.put("AWSLogs/111122223333/CloudTrail-Digest/eu-central-1/2026/10/01/d.json.gz", new byte[] {1});
    }

    @AfterAll
    static void stopPeers() {
        aws.close();
    }

    private static String key(String region, String day, String hour) {
        return region + day + "/111122223333_CloudTrail_x_" + day.replace("/", "") + "T" + hour + "05Z_a1b2.json.gz";
    }

    private static List<String> written(String region, String day, String hour) {
        return LogObjects.uids(key(region, day, hour), 3);
    }

    @Test
    void shouldReadABucketInTheOrderOfItsKeys() throws Exception {
        try (RunningTask task = start(Map.of())) {
            List<SourceRecord> records = task.take(72);

            assertThat(task.poll()).isEmpty();
            assertThat(uids(records))
                    .hasSize(72)
                    .startsWith(key(FRANKFURT, "2026/09/29", "08") + "-0")
                    .endsWith(key(OTHER_ACCOUNT, "2026/10/02", "20") + "-2");
            assertThat(uids(records)).isSorted();
            assertThat(task.count(Count.OBJECTS_SKIPPED)).isEqualTo(1);
        }
    }

    @Test
    void shouldReadOnlyThePrefixesAndTimesThatAreAskedFor() throws Exception {
        try (RunningTask task = start(Map.of(
                CloudTrailS3SourceConfig.PREFIXES, "AWSLogs/111122223333/,AWSLogs/444455556666/CloudTrail/",
                CloudTrailS3SourceConfig.FROM, "2026-09-30T12:00:00Z",
                CloudTrailS3SourceConfig.TO, "2026-10-02"))) {
            List<SourceRecord> records = task.take(27);

            assertThat(task.poll()).isEmpty();
            assertThat(uids(records))
                    .containsExactlyElementsOf(Stream.of(FRANKFURT, IRELAND, OTHER_ACCOUNT)
                            .flatMap(region -> Stream.of(
                                            written(region, "2026/09/30", "20"),
                                            written(region, "2026/10/01", "08"),
                                            written(region, "2026/10/01", "20"))
                                    .flatMap(List::stream))
                            .toList());
            assertThat(stored.partitions()).isZero();
        }
    }

    @Test
    void shouldGoOnAtTheExactRecordAfterARestart() throws Exception {
        List<String> all = new ArrayList<>();
        for (int run = 0; run < 5; run++) {
            try (RunningTask task = start(Map.of("batch.records", "7"))) {
                all.addAll(uids(task.write(14)));
                task.poll();
            }
        }
        try (RunningTask task = start(Map.of())) {
            all.addAll(uids(task.write(2)));
            assertThat(task.poll()).isEmpty();
        }

        assertThat(all).hasSize(72).doesNotHaveDuplicates().isSorted();
        assertThat(stored.partitions()).isEqualTo(1);
        try (RunningTask task = start(Map.of())) {
            assertThat(task.poll()).isEmpty();
        }
    }

    @Test
    void shouldReportAnObjectThatIsGoneAndGoOn() throws Exception {
        // Given: it stopped in the middle of an object
        String gone = FRANKFURT + "0-first.json.gz";
        aws.putEvents(gone, LogObjects.uids("gone", 5));
        try (RunningTask task = start(Map.of("batch.records", "2"))) {
            assertThat(uids(task.write(2))).containsExactly("gone-0", "gone-1");
        }
        aws.s3().deleteObject(request -> request.bucket(AwsPeers.BUCKET).key(gone));

        // When
        try (RunningTask task = start(Map.of())) {
            List<SourceRecord> records = task.write(73);

            // Then
            assertThat(records.get(0).topic()).isEqualTo("dead");
            assertThat(RunningTask.header(records.get(0), DeadLetterHeaders.SOURCE))
                    .isEqualTo("s3://trail/" + gone);
            assertThat(RunningTask.header(records.get(0), DeadLetterHeaders.REASON))
                    .isEqualTo("there is no such thing: 404 NoSuchKey");
            assertThat(records.get(1).sourceOffset().get("key")).isEqualTo(key(FRANKFURT, "2026/09/29", "08"));
            assertThat(records).hasSize(73);
        }
    }

    @Test
    void shouldFailWhereTheBucketDoesNotExist() {
        try (RunningTask task = start(Map.of(CloudTrailS3SourceConfig.BUCKET, "no-such-bucket"))) {
            assertThatThrownBy(() -> task.take(1))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("s3://no-such-bucket/ cannot be listed");
        }
    }

    private RunningTask start(Map<String, String> more) {
        Map<String, String> settings = aws.settings();
        settings.put(CloudTrailS3SourceConfig.BUCKET, AwsPeers.BUCKET);
        settings.putAll(more);
        return new RunningTask(stored, RunningTask.settings(settings));
    }
}
