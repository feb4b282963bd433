package io.windhover.connect.s3;

import static io.windhover.connect.s3.RunningTask.uids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.plugin.Backoff;
import io.windhover.connect.record.EventRecords;
import io.windhover.connect.s3.AwsFailure.Kind;
import io.windhover.connect.s3.Counts.Count;
import io.windhover.connect.s3.Turn.ToReport;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;

/** What becomes of an object when S3 fails, denies or breaks off. */
@Timeout(60)
class S3FaultsTest {

    private static final List<String> UIDS = LogObjects.uids("event", 400);
    private static final byte[] CONTENT = LogObjects.records(UIDS).getBytes(UTF_8);

    private final Counts counts = new Counts(null);
    private final OneObject feed = new OneObject();
    private S3Faults faults;
    private S3Client s3;
    private TurnReader reader;

    @BeforeEach
    void start() throws IOException {
        faults = new S3Faults(CONTENT);
        start(Map.of());
    }

    private void start(Map<String, String> more) {
        Map<String, String> settings = RunningTask.settings(Map.of(
                CloudTrailS3SourceConfig.BUCKET, "trail",
                AwsConfig.ACCESS_KEY_ID, "AKIDEXAMPLE",
                AwsConfig.SECRET_ACCESS_KEY, AwsPeers.SECRET_KEY,
                AwsConfig.S3_ENDPOINT, faults.url(),
                AwsConfig.S3_PATH_STYLE, "true"));
        settings.putAll(more);
        CloudTrailS3SourceConfig config = new CloudTrailS3SourceConfig(settings);
        s3 = new AwsClients(config.aws()).s3();
        reader = new TurnReader(
                config,
                s3,
                feed,
                new EventRecords(config, Clock.systemUTC()),
                new Backoff(Duration.ofMillis(10), Duration.ofMillis(100), new SplittableRandom(1)),
                counts);
    }

    @AfterEach
    void stop() {
        reader.close();
        s3.close();
        faults.close();
    }

    @Test
    void shouldReadOnWhereTheConnectionBroke() throws Exception {
        faults.breakOffAt(30_000);
        faults.breakOffAt(10_000);
        faults.breakOffAt(0);

        assertThat(uids(read())).isEqualTo(UIDS);

        assertThat(faults.requests())
                .extracting(S3Faults.Request::range)
                .startsWith("", "bytes=30000-", "bytes=40000-", "bytes=40000-");
        assertThat(faults.requests().get(1).ifMatch()).isEqualTo(S3Faults.ETAG);
        assertThat(counts.get(Count.RETRIES)).isZero();
    }

    @Test
    void shouldOpenAnObjectAgainBehindWhatItHandedOut() throws Exception {
        // Given: it breaks off, and then so often that the stream is given up
        faults.breakOffAt(50_000);
        for (int i = 0; i < 5; i++) {
            faults.breakOffAt(0);
        }

        // When
        List<SourceRecord> records = read();

        // Then
        assertThat(uids(records)).isEqualTo(UIDS);
        assertThat(counts.get(Count.RETRIES)).isPositive();
        assertThat(feed.refused).isEmpty();
        assertThat(records.get(399).sourceOffset())
                .isEqualTo(new ObjectOffset("key", S3Faults.ETAG, 400, true).toMap());
    }

    @ParameterizedTest
    @CsvSource({
        "403, AccessDenied, REFUSED, access is denied: 403 AccessDenied",
        "404, NoSuchKey, MISSING, there is no such thing: 404 NoSuchKey",
        "403, InvalidObjectState, ARCHIVED, the object is archived: 403 InvalidObjectState",
        "400, KMS.DisabledException, REFUSED, the service refuses: 400 KMS.DisabledException"
    })
    void shouldGiveUpWhatNoOtherTryWouldChange(int status, String code, Kind kind, String reason) throws Exception {
        faults.fail(status, code);

        List<SourceRecord> records = reader.batch(0);

        assertThat(records).isEmpty();
        assertThat(feed.refused).singleElement().satisfies(failure -> {
            assertThat(failure.kind()).isEqualTo(kind);
            assertThat(failure.reason()).isEqualTo(reason);
        });
        assertThat(reader.pause()).isPositive();
        assertThat(counts.get(Count.OBJECTS_REFUSED)).isEqualTo(1);
        assertThat(faults.requests()).hasSize(1);
    }

    @Test
    void shouldTryAgainAfterAPauseWhatMayPass() throws Exception {
        // Given: more than the client's own tries
        for (int i = 0; i < 5; i++) {
            faults.fail(503, "SlowDown");
        }

        // When
        List<SourceRecord> first = reader.batch(0);

        // Then
        assertThat(first).isEmpty();
        assertThat(reader.pause()).isPositive();
        assertThat(uids(read())).isEqualTo(UIDS);
        assertThat(feed.refused).isEmpty();
    }

    @Test
    void shouldGiveUpInTheEnd() throws Exception {
        faults.close();

        for (int i = 0; i < 10; i++) {
            assertThat(reader.batch(0)).isEmpty();
        }

        assertThat(feed.refused).singleElement().extracting(AwsFailure::kind).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void shouldBeginAnewWhereTheObjectHasChangedInTheMiddle() throws Exception {
        faults.breakOffAt(50_000);
        faults.fail(412, "PreconditionFailed");

        List<SourceRecord> records = read();

        assertThat(new TreeSet<>(uids(records))).isEqualTo(new TreeSet<>(UIDS));
        assertThat(counts.get(Count.RETRIES)).isEqualTo(1);
    }

    @Test
    void shouldAskAsTheRoleThatItAssumes() throws Exception {
        start(Map.of(
                AwsConfig.ROLE_ARN, "arn:aws:iam::111122223333:role/log-reader",
                AwsConfig.ROLE_EXTERNAL_ID, "windhover-1",
                AwsConfig.STS_ENDPOINT, faults.url()));

        assertThat(uids(read())).isEqualTo(UIDS);

        assertThat(faults.requests().get(0).body())
                .contains("RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Flog-reader")
                .contains("ExternalId=windhover-1")
                .contains("RoleSessionName=windhover");
        assertThat(faults.requests().get(1).authorisation()).contains("Credential=ASIAEXAMPLE/");
        assertThat(faults.requests().get(1).sessionToken()).isEqualTo("of-the-role");
    }

    private List<SourceRecord> read() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        while (!feed.isRead) {
            records.addAll(reader.batch(0));
        }
        return records;
    }

    @Test
    void shouldShowNoSecretInItsFailures() throws Exception {
        faults.fail(403, "SignatureDoesNotMatch");

        reader.batch(0);

        assertThat(feed.refused.toString()).doesNotContain(AwsPeers.SECRET_KEY);
    }

    /** Gives one object. */
    private static final class OneObject implements ObjectFeed, Turn.Claim {

        private final Deque<Turn> turns = new ArrayDeque<>(List.of(
                new Turn.ToRead(new ObjectAddress("trail", "key"), Map.of("bucket", "trail"), Optional.empty(), this)));

        private final List<AwsFailure> refused = new ArrayList<>();
        private boolean isRead;

        @Override
        public @Nullable Turn next(long millis) {
            return turns.poll();
        }

        @Override
        public void read() {
            isRead = true;
        }

        @Override
        public Optional<ToReport> refused(AwsFailure failure) {
            refused.add(failure);
            return Optional.empty();
        }

        @Override
        public void handedOut(SourceRecord record) {}

        @Override
        public void done(SourceRecord record) {}

        @Override
        public void committed() {}

        @Override
        public void close() {}
    }
}
