package io.windhover.detector.topology;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.windhover.detector.silence.SilencePolicy;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Level;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.SourceActivity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that go silent, in the wired topology; the wall clock is ours. */
class SilenceTest {
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final String OKTA = "okta";
    private static final String CLOUDTRAIL = "aws/cloudtrail";

    @TempDir
    Path state;

    private TestDetector detector;

    private TopologyTestDriver driver;
    private TestInputTopic<byte[], CloudEvent> events;
    private TestInputTopic<String, SourceActivity> activityOfOthers;
    private TestOutputTopic<String, SourceActivity> activity;
    private TestOutputTopic<String, Alert> alerts;
    private Instant now = NOON;

    @BeforeEach
    void startAtNoon() {
        detector = new TestDetector(state);
        start(NOON, SilencePolicy.DEFAULT);
    }

    private void start(Instant time, SilencePolicy policy) {
        now = time;
        detector.silence = policy;
        driver = detector.start(time);
        events = detector.events();
        activityOfOthers = detector.input(TestDetector.TOPICS.activity(), SourceActivity.class);
        activity = detector.output(TestDetector.TOPICS.activity(), SourceActivity.class);
        alerts = detector.output(TestDetector.TOPICS.alerts(), Alert.class);
    }

    @AfterEach
    void stop() {
        detector.close();
    }

    @Test
    void shouldTellASilenceOnceAndWhenItEnds() {
        // Given
        hear(CLOUDTRAIL, now);
        pass(Duration.ofMinutes(14));
        assertThat(alerts.isEmpty()).isTrue();

        // When
        pass(Duration.ofMinutes(30));

        // Then
        Alert opened = alerts.readValue();
        assertThat(alerts.isEmpty()).isTrue();
        assertThat(opened.getActivity()).isEqualTo(AlertActivity.CREATE);
        assertThat(opened.getLevel()).isEqualTo(Level.MEDIUM);
        assertThat(opened.getEntity()).isEqualTo("source:aws/cloudtrail");
        assertThat(opened.getMessage()).isEqualTo("source silent for 15m: aws/cloudtrail was last heard at " + NOON);
        assertThat(opened.getFirstTime()).isEqualTo(NOON);
        assertThat(opened.getLastTime()).isBetween(NOON.plusSeconds(900), NOON.plusSeconds(911));

        hear(CLOUDTRAIL, now);
        pass(TICK);
        Alert closed = alerts.readValue();
        assertThat(closed.getActivity()).isEqualTo(AlertActivity.CLOSE);
        assertThat(closed.getUid()).isEqualTo(opened.getUid());

        pass(Duration.ofMinutes(20));
        assertThat(alerts.readValuesToList()).singleElement().satisfies(second -> {
            assertThat(second.getActivity()).isEqualTo(AlertActivity.CREATE);
            assertThat(second.getUid()).isNotEqualTo(opened.getUid());
        });
    }

    @Test
    void shouldKnowSilenceFromOtherSourcesThatSpeak() {
        hear(OKTA, now);
        for (int minute = 0; minute < 20; minute++) {
            hear(CLOUDTRAIL, now);
            pass(Duration.ofMinutes(1));
        }

        assertThat(alerts.readKeyValuesToList()).extracting(alert -> alert.key).containsExactly("source:okta");
    }

    @Test
    void shouldTakeTheTimeAndTheLevelThatAreSet() {
        start(NOON, new SilencePolicy(Duration.ofMinutes(30), Map.of(OKTA, Duration.ofMinutes(5)), Level.HIGH));
        hear(OKTA, now);
        hear(CLOUDTRAIL, now);

        pass(Duration.ofMinutes(29));
        assertThat(alerts.readValuesToList()).singleElement().satisfies(alert -> {
            assertThat(alert.getEntity()).isEqualTo("source:okta");
            assertThat(alert.getMessage()).startsWith("source silent for 5m: ");
            assertThat(alert.getLevel()).isEqualTo(Level.HIGH);
        });
        pass(Duration.ofMinutes(2));
        assertThat(alerts.readValuesToList()).extracting(Alert::getEntity).containsExactly("source:aws/cloudtrail");
    }

    @Test
    void shouldOnlyMeasureWhereTheLevelIsInformational() {
        start(NOON, new SilencePolicy(Duration.ofMinutes(15), Map.of(), Level.INFORMATIONAL));
        hear(CLOUDTRAIL, now);

        pass(Duration.ofMinutes(20));

        assertThat(alerts.isEmpty()).isTrue();
        assertThat(silentSeconds(CLOUDTRAIL)).isBetween(19 * 60.0, 20 * 60.0);
    }

    @Test
    void shouldNotTakeForSilentWhatStandsInTheBacklog() {
        // Given: two hours of downtime, and a backlog in which Okta is heard late
        activityOfOthers.pipeInput("0", new SourceActivity(0, NOON, List.of()));
        start(NOON.plus(Duration.ofHours(2)), SilencePolicy.DEFAULT);
        hear(OKTA, NOON);
        for (int slice = 0; slice < 12; slice++) {
            hear(CLOUDTRAIL, NOON.plus(Duration.ofMinutes(slice)));
            pass(TICK);
        }

        // Then: it is read up to where it has come
        assertThat(activity.readValuesToList())
                .extracting(SourceActivity::getProgress)
                .contains(NOON, NOON.plus(Duration.ofMinutes(11)))
                .allMatch(progress -> progress.isBefore(NOON.plus(Duration.ofMinutes(12))));
        hear(OKTA, NOON.plus(Duration.ofMinutes(12)));
        hear(CLOUDTRAIL, NOON.plus(Duration.ofMinutes(20)));
        pass(TICK);
        assertThat(alerts.isEmpty()).isTrue();

        // And when the backlog is over, what was not heard in it is silent
        hear(CLOUDTRAIL, now);
        pass(TICK.multipliedBy(2));
        assertThat(alerts.readValuesToList()).extracting(Alert::getEntity).containsExactly("source:okta");
    }

    @Test
    void shouldWaitForAPartitionThatIsBehind() {
        // Given
        activityOfOthers.pipeInput("1", new SourceActivity(1, NOON, List.of()));
        hear(CLOUDTRAIL, now);

        // When: nobody reads the other partition
        pass(Duration.ofHours(1));

        // Then
        assertThat(alerts.isEmpty()).isTrue();
        activityOfOthers.pipeInput("1", new SourceActivity(1, now, List.of()));
        pass(TICK);
        assertThat(alerts.readValuesToList()).hasSize(1);
    }

    @Test
    void shouldNotSayThatNothingWaitsRightAfterTheStart() {
        pass(Duration.ofSeconds(50));
        assertThat(activity.isEmpty()).isTrue();

        pass(Duration.ofSeconds(20));
        assertThat(activity.readValuesToList()).isNotEmpty().allSatisfy(one -> assertThat(one.getProgress())
                .isAfterOrEqualTo(NOON.plusSeconds(60)));
    }

    @Test
    void shouldForgetASourceAfterAMonth() {
        hear(CLOUDTRAIL, now);
        pass(Duration.ofMinutes(16));
        assertThat(silentSeconds(CLOUDTRAIL)).isNotNull();
        Alert opened = alerts.readValue();

        now = now.plus(Duration.ofDays(31));
        driver.advanceWallClockTime(Duration.ofDays(31));
        pass(Duration.ofMinutes(2));

        assertThat(silentSeconds(CLOUDTRAIL)).isNull();
        assertThat(alerts.readValuesToList()).singleElement().satisfies(closed -> {
            assertThat(closed.getActivity()).isEqualTo(AlertActivity.CLOSE);
            assertThat(closed.getUid()).isEqualTo(opened.getUid());
            assertThat(closed.getMessage())
                    .isEqualTo("aws/cloudtrail was silent for 30 days and is not waited for any more");
        });
    }

    private void hear(String source, Instant ingest) {
        String[] names = source.split("/", 2);
        CloudEvent event = CloudEvent.newBuilder(event(UUID.randomUUID().toString(), ingest, "ListUsers"))
                .setIngestTime(ingest)
                .setLogSource(new LogSource(names[0], names.length == 2 ? names[1] : null, null))
                .build();
        events.pipeInput(new byte[] {1}, event);
    }

    private void pass(Duration time) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(TICK)) {
            now = now.plus(TICK);
            driver.advanceWallClockTime(TICK);
        }
    }

    private Double silentSeconds(String source) {
        Gauge gauge = detector.meters
                .find("windhover.source.silent")
                .tag("source", source)
                .gauge();
        return gauge == null ? null : gauge.value();
    }
}
