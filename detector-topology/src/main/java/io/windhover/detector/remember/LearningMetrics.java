package io.windhover.detector.remember;

import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.RuleSet;
import io.windhover.rules.state.Fold.Progress;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/** How many groups each stateful rule remembers in a task, by how far their learning is. */
final class LearningMetrics {
    private static final String GROUP = "remember";
    private static final String GROUPS = "groups";

    private final StreamsMetrics metrics;
    private final TaskId task;
    private final Map<String, Sensor> sensors = new HashMap<>();

    LearningMetrics(StreamsMetrics metrics, TaskId task) {
        this.metrics = metrics;
        this.task = task;
    }

    /**
     * Takes the counts of a whole walk.
     *
     * @param counts by the rule's id
     */
    void record(RuleSet rules, Map<String, Map<Progress, Integer>> counts) {
        for (CompiledStatefulRule rule : rules.stateful()) {
            Map<Progress, Integer> ofRule = counts.getOrDefault(rule.reference().getUid(), Map.of());
            for (Progress progress : Progress.values()) {
                int number = ofRule.getOrDefault(progress, 0);
                sensor(rule, progress).record(number);
            }
        }
    }

    private Sensor sensor(CompiledStatefulRule rule, Progress progress) {
        String state = progress.name().toLowerCase(Locale.ROOT);
        String uid = rule.reference().getUid();
        return sensors.computeIfAbsent(uid + "." + state, name -> {
            Sensor sensor =
                    metrics.addSensor(GROUP + "." + task + "." + GROUPS + "." + name, Sensor.RecordingLevel.INFO);
            sensor.add(
                    new MetricName(
                            GROUPS,
                            GROUP,
                            "Groups that a stateful rule remembers, by how far their learning is",
                            Map.of("rule", uid, "learning", state, "task-id", task.toString())),
                    new Value());
            return sensor;
        });
    }

    void close() {
        sensors.values().forEach(metrics::removeSensor);
        sensors.clear();
    }
}
