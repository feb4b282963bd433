package io.windhover.detector.triage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.windhover.detector.metrics.BoundedLabel;
import io.windhover.detector.metrics.Latencies;
import io.windhover.schemas.Alert;
import io.windhover.schemas.Finding;
import java.util.Locale;

/** What the stage triage counts and times, all its tasks together. Thread-safe. */
public final class AlertMetrics {
    private static final int MOST_RULES = 2_000;

    private final MeterRegistry registry;
    private final BoundedLabel rules = new BoundedLabel(MOST_RULES);
    private final Counter findings;
    private final Counter withheld;
    private final Timer alertLatency;
    private final Timer heartbeats;

    /** Registers what does not depend on rules. */
    public AlertMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.findings = Counter.builder("windhover.findings")
                .description("Findings that triage read")
                .register(registry);
        this.withheld = Counter.builder("windhover.findings.withheld")
                .description("Findings that make no alert: of rules in shadow mode, and informational ones")
                .register(registry);
        this.alertLatency = Latencies.ofAlerts(registry);
        this.heartbeats = Latencies.ofHeartbeats(registry, "triage");
    }

    void finding() {
        findings.increment();
    }

    void withheld() {
        withheld.increment();
    }

    /** A finding has opened an alert. An alert is rare enough to be looked up. */
    void opened(Alert alert, Finding finding, long now) {
        Counter.builder("windhover.alerts")
                .description("Alerts that were opened")
                .tag("rule", rules.of(alert.getRule().getUid()))
                .tag("level", alert.getLevel().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
        Latencies.record(alertLatency, finding.getEvidence().getIngestTime().toEpochMilli(), now);
    }

    void heartbeat(long sent, long now) {
        Latencies.record(heartbeats, sent, now);
    }
}
