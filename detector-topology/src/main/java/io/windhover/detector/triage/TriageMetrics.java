package io.windhover.detector.triage;

import io.windhover.schemas.RuleReference;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/**
 * What triage did not alert, by rule: {@code findings-withheld-total}, findings of rules in shadow mode and informational
 * ones, and {@code alerts-held-total}, alerts of rules that flood. Beyond the first {@value #MOST_RULES} rules of a task, all
 * count as one called {@code other}.
 */
final class TriageMetrics {
    static final String GROUP = "windhover-triage";
    static final String WITHHELD = "findings-withheld-total";
    static final String HELD = "alerts-held-total";

    private static final int MOST_RULES = 1_000;

    private final StreamsMetrics metrics;
    private final TaskId task;
    private final Map<String, Sensor> sensors = new HashMap<>();

    TriageMetrics(StreamsMetrics metrics, TaskId task) {
        this.metrics = metrics;
        this.task = task;
    }

    void withheld(RuleReference rule) {
        count(WITHHELD, "Findings that make no alert: of rules in shadow mode, and informational ones", rule);
    }

    void held(RuleReference rule) {
        count(HELD, "Alerts that are held because their rule floods", rule);
    }

    private void count(String name, String description, RuleReference rule) {
        String tag = sensors.size() < MOST_RULES || sensors.containsKey(name + "." + rule.getUid())
                ? rule.getUid()
                : "other";
        sensors.computeIfAbsent(name + "." + tag, key -> sensor(name, description, tag))
                .record();
    }

    private Sensor sensor(String name, String description, String rule) {
        Sensor sensor = metrics.addSensor(GROUP + "." + task + "." + name + "." + rule, Sensor.RecordingLevel.INFO);
        sensor.add(
                new MetricName(name, GROUP, description, Map.of("rule", rule, "task-id", task.toString())),
                new CumulativeCount());
        return sensor;
    }

    void close() {
        sensors.values().forEach(metrics::removeSensor);
        sensors.clear();
    }
}
