package io.windhover.detector.match;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Level;
import io.windhover.schemas.LogSource;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MatchMetricsTest {
    private static final long NOW = NOON.plusSeconds(100).toEpochMilli();

    private final MockClock clock = new MockClock();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, clock);
    private final MatchMetrics metrics = new MatchMetrics(registry);

    @Test
    void shouldCountEventsBySource() {
        MatchTaskMetrics task = metrics.task();

        task.event(event("1", NOON, "ListUsers"), NOW);
        task.event(event("2", NOON, "ListUsers"), NOW);
        task.event(from("okta", null), NOW);

        assertThat(events("aws/cloudtrail")).isEqualTo(2);
        assertThat(events("okta")).isOne();
    }

    @Test
    void shouldBoundItsSeriesWhateverEventsClaimToComeFrom() {
        MatchTaskMetrics task = metrics.task();

        for (int i = 0; i < MatchMetrics.MOST_SOURCES + 50; i++) {
            task.event(from("product-" + i, "service"), NOW);
        }
        for (int i = 0; i < MatchMetrics.MOST_RULES + 50; i++) {
            task.matched("rule-" + i, Level.HIGH);
        }

        assertThat(events("other")).isEqualTo(50);
        assertThat(registry.find("windhover.events").counters()).hasSize(MatchMetrics.MOST_SOURCES + 1);
        assertThat(registry.find("windhover.matches").counters()).hasSize(MatchMetrics.MOST_RULES + 1);
        assertThat(registry.get("windhover.matches")
                        .tags("rule", "other", "level", "high")
                        .counter()
                        .count())
                .isEqualTo(50);
    }

    @Test
    void shouldBeAsFarBehindAsItsLastPartition() {
        assertThat(lag()).isNaN();
        MatchTaskMetrics first = metrics.task();
        MatchTaskMetrics second = metrics.task();
        setTime(NOON.plusSeconds(100));

        first.event(event("1", NOON, "ListUsers"), NOW);
        second.heartbeat(NOON.plusSeconds(90).toEpochMilli(), NOW);
        assertThat(lag()).isEqualTo(99);

        // A late event does not set it back.
        first.heartbeat(NOON.plusSeconds(95).toEpochMilli(), NOW);
        first.event(event("2", NOON, "ListUsers"), NOW);
        assertThat(lag()).isEqualTo(10);

        second.close();
        assertThat(lag()).isEqualTo(5);

        // Nor does one of a clock that is ahead hide that nothing follows.
        first.heartbeat(
                NOON.plusSeconds(5_000).toEpochMilli(), NOON.plusSeconds(100).toEpochMilli());
        setTime(NOON.plusSeconds(130));
        assertThat(lag()).isEqualTo(30);
    }

    /** The budget is a hundredth of what one object an event would take; the first events may set up what they need. */
    @Test
    void shouldAllocateNothingForEachEvent() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        MatchTaskMetrics task = new MatchMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)).task();
        CloudEvent event = event("1", NOON, "ListUsers");
        int events = 100_000;
        count(task, event, events);

        long before = threads.getCurrentThreadAllocatedBytes();
        count(task, event, events);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(allocated).isLessThan(events * 16L / 100);
    }

    private static void count(MatchTaskMetrics task, CloudEvent event, int events) {
        for (int i = 0; i < events; i++) {
            task.event(event, NOW);
            task.judged(i);
            task.matched("rule", Level.HIGH);
        }
    }

    private static CloudEvent from(String product, String service) {
        return CloudEvent.newBuilder(event("1", NOON, "ListUsers"))
                .setLogSource(new LogSource(product, service, null))
                .build();
    }

    private double events(String source) {
        return registry.get("windhover.events").tag("source", source).counter().count();
    }

    private double lag() {
        return registry.get("windhover.lag").gauge().value();
    }

    private void setTime(Instant time) {
        clock.add(Duration.ofMillis(time.toEpochMilli() - clock.wallTime()));
    }
}
