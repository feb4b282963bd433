package io.windhover.connect.okta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.connect.ConnectOffsets;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The task against a server on loopback that speaks as Okta does. */
@Timeout(60)
class OktaSourceTaskTest {

    private static final String REGISTRY = "mock://okta-task";
    private static final Instant NOW = Instant.parse("2026-10-01T09:00:00Z");

    private final OktaServer okta = new OktaServer(25);
    private final ConnectOffsets offsets = new ConnectOffsets();
    private final List<OktaSourceTask> tasks = new ArrayList<>();

    @AfterEach
    void stop() {
        tasks.forEach(OktaSourceTask::stop);
        okta.close();
    }

    @Test
    void shouldFollowTheLinksFromWhereItIsToldToBegin() throws Exception {
        // Given
        OktaSourceTask task = start(Map.of("okta.since", "2026-09-01T00:00:00Z"));

        // When
        List<SourceRecord> records = poll(task, 25);
        okta.grow(27);
        records.addAll(poll(task, 2));

        // Then
        assertThat(uids(records)).isEqualTo(ids(0, 27));
        List<OktaServer.Request> requests = okta.requests();
        assertThat(requests.get(0).query())
                .contains("since=2026-09-01T00%3A00%3A00Z")
                .contains("limit=10")
                .doesNotContain("until");
        assertThat(requests).extracting(OktaServer.Request::query).contains("after=10&limit=10", "after=20&limit=10");
        assertThat(requests).extracting(OktaServer.Request::authorisation).containsOnly("SSWS " + OktaServer.TOKEN);
    }

    @Test
    void shouldBeginNowWhereItIsToldNothing() throws Exception {
        OktaSourceTask task = start(Map.of("okta.token.type", "oauth"));

        poll(task, 10);

        assertThat(okta.requests().get(0).query()).contains("since=2026-10-01T09%3A00%3A00Z");
        assertThat(okta.requests().get(0).authorisation()).isEqualTo("Bearer " + OktaServer.TOKEN);
    }

    @Test
    void shouldHandOverAPageAtOnce() throws Exception {
        OktaSourceTask task = start(Map.of());

        List<SourceRecord> page = poll(task, 1);

        assertThat(page).hasSize(10);
    }

    @Test
    void shouldGoOnBehindTheLastPageAfterARestart() throws Exception {
        // Given
        offsets.commit(poll(start(Map.of()), 20));

        // When
        List<SourceRecord> records = poll(start(Map.of()), 5);

        // Then
        assertThat(uids(records)).isEqualTo(ids(20, 25));
    }

    @Test
    void shouldReadAPageAgainThatWasWrittenInPartWithTheSameUids() throws Exception {
        // Given
        List<SourceRecord> before = poll(start(Map.of()), 20);
        offsets.commit(before.subList(0, 13));

        // When
        List<SourceRecord> after = poll(start(Map.of()), 15);

        // Then
        assertThat(uids(after)).isEqualTo(ids(10, 25));
        assertThat(uids(before).subList(10, 20)).isEqualTo(ids(10, 20));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503})
    void shouldAskAgainWhenItIsPutOff(int status) throws Exception {
        okta.answerFirst(status, Map.of());
        okta.answerFirst(status, Map.of());

        List<SourceRecord> records = poll(start(Map.of()), 25);

        assertThat(uids(records)).isEqualTo(ids(0, 25));
        assertThat(okta.requests().get(2).query())
                .isEqualTo(okta.requests().get(0).query());
    }

    @Test
    void shouldWaitForTheRateLimitsResetAfterARefusal() throws Exception {
        okta.answerFirst(429, Map.of("X-Rate-Limit-Remaining", "0", "X-Rate-Limit-Reset", secondsFromNow(1)));

        poll(start(Map.of()), 10);

        assertThat(between(0, 1)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void shouldWaitForTheRateLimitsResetWhenNoRequestRemains() throws Exception {
        OktaServer.Answer page = okta.page("after=0&limit=10");
        Map<String, String> headers = new HashMap<>(page.headers());
        headers.putAll(Map.of("X-Rate-Limit-Remaining", "0", "X-Rate-Limit-Reset", secondsFromNow(1)));
        okta.answerFirst(new OktaServer.Answer(200, page.body(), headers));

        List<SourceRecord> records = poll(start(Map.of()), 20);

        assertThat(uids(records)).isEqualTo(ids(0, 20));
        assertThat(between(0, 1)).isGreaterThan(Duration.ofMillis(900));
    }

    @Test
    void shouldWaitTheIntervalOnceNothingNewIsThere() throws Exception {
        OktaSourceTask task = start(Map.of("poll.interval.ms", "700"));
        poll(task, 25);
        okta.grow(26);

        List<SourceRecord> records = poll(task, 1);

        assertThat(uids(records)).isEqualTo(ids(25, 26));
        assertThat(between(0, 1)).isLessThan(Duration.ofMillis(700));
        assertThat(between(2, 3)).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/api/v1/logs?after=1",
                "http://127.0.0.1:1/api/v1/logs?after=1",
                "http://127.0.0.1@evil.example/api/v1/logs",
                "//evil.example/api"
            })
    void shouldRefuseANextLinkToAnotherHost(String link) {
        okta.answerFirst(new OktaServer.Answer(200, "[]", Map.of("Link", "<" + link + ">; rel=\"next\"")));
        OktaSourceTask task = start(Map.of());

        assertThatThrownBy(() -> poll(task, 1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("another host");
        assertThat(okta.requests()).hasSize(1);
    }

    @Test
    void shouldRefuseAStoredLinkToAnotherHost() {
        Map<String, String> link = Map.of("link", "https://evil.example/api/v1/logs?after=1");
        offsets.commit(List.of(new SourceRecord(Map.of("okta", okta.url() + "/"), link, "events", null, null)));

        assertThatThrownBy(() -> start(Map.of()))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("another host");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 400, 401, 403, 404})
    void shouldFailWhereAskingAgainHelpsNothing(int status) {
        okta.answerFirst(status, Map.of("Location", "https://evil.example/"));
        OktaSourceTask task = start(Map.of());

        assertThatThrownBy(() -> poll(task, 1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(Integer.toString(status));
        assertThat(okta.requests()).hasSize(1);
    }

    @Test
    void shouldNotTakeAnAnswerWithoutANextLinkForAPage() throws Exception {
        okta.answerFirst(new OktaServer.Answer(200, "<html>please log in</html>", Map.of()));

        List<SourceRecord> records = poll(start(Map.of()), 10);

        assertThat(records).extracting(SourceRecord::topic).containsOnly("events");
    }

    @Test
    void shouldBoundAPage() {
        OktaSourceTask task = start(Map.of("response.max.bytes", "1024"));

        assertThatThrownBy(() -> poll(task, 1))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("larger than 1024 bytes");
    }

    @Test
    void shouldMakeADeadLetterOfWhatIsNoEvent() throws Exception {
        okta.answerFirst(new OktaServer.Answer(
                200, "[{\"unknown\":1},{\"a\":oops}]", Map.of("Link", okta.link("after=0&limit=10"))));

        List<SourceRecord> records = poll(start(Map.of()), 12);

        assertThat(records).extracting(SourceRecord::topic).startsWith("dead", "dead", "events");
    }

    @Test
    void shouldAskAgainWhenThereIsNoConnection() throws Exception {
        OktaSourceTask task = start(Map.of());
        okta.close();

        assertThat(task.poll()).isNull();
        assertThat(task.poll()).isNull();
    }

    @Test
    void shouldStopWhileItWaits() throws Exception {
        OktaSourceTask task = start(Map.of("poll.interval.ms", "3600000"));
        poll(task, 25);

        task.stop();

        assertThat(task.poll()).isNull();
    }

    private OktaSourceTask start(Map<String, String> more) {
        OktaSourceTask task = new OktaSourceTask(Clock.fixed(NOW, ZoneOffset.UTC));
        task.initialize(offsets.context());
        task.start(OktaSourceConfigTest.settings(okta.url(), more));
        tasks.add(task);
        return task;
    }

    private static List<SourceRecord> poll(OktaSourceTask task, int count) throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (records.size() < count && System.nanoTime() < end) {
            List<SourceRecord> polled = task.poll();
            records.addAll(polled == null ? List.of() : polled);
        }
        return records;
    }

    private Duration between(int first, int second) {
        List<OktaServer.Request> requests = okta.requests();
        return Duration.ofNanos(
                requests.get(second).nanos() - requests.get(first).nanos());
    }

    /** The server's Date header is the wall clock's. */
    private static String secondsFromNow(int seconds) {
        return Long.toString(Clock.systemUTC().instant().getEpochSecond() + seconds);
    }

    private static List<String> uids(List<SourceRecord> records) {
        return records.stream()
                .map(record -> new AvroSerde<>(
                                CloudEvent.class, SchemaRegistries.connect(Map.of("schema.registry.url", REGISTRY)))
                        .deserializer()
                        .deserialize(record.topic(), (byte[]) record.value())
                        .getUid())
                .toList();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "okta-" + i).toList();
    }
}
