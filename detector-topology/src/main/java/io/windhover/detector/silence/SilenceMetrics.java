package io.windhover.detector.silence;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.TaskId;

/** The metric {@code source-silent-seconds}, one for each source: how long it was not heard, as far as all was read. */
final class SilenceMetrics {
    static final String GROUP = "windhover-silence";
    static final String SILENT_SECONDS = "source-silent-seconds";

    private final StreamsMetrics metrics;
    private final TaskId task;
    private final Map<String, Sensor> sensors = new HashMap<>();

    SilenceMetrics(StreamsMetrics metrics, TaskId task) {
        this.metrics = metrics;
        this.task = task;
    }

    void silent(String source, Duration since) {
        sensors.computeIfAbsent(source, this::sensor).record((double) since.toSeconds());
    }

    private Sensor sensor(String source) {
        Sensor sensor =
                metrics.addSensor(GROUP + "." + task + "." + SILENT_SECONDS + "." + source, Sensor.RecordingLevel.INFO);
        sensor.add(
                new MetricName(
                        SILENT_SECONDS,
                        GROUP,
                        "Seconds since the last event of a source was ingested, as far as all partitions are read",
                        Map.of("source", source, "task-id", task.toString())),
                new Value());
        return sensor;
    }

    void forget(String source) {
        Sensor sensor = sensors.remove(source);
        if (sensor != null) {
            metrics.removeSensor(sensor);
        }
    }

    void close() {
        sensors.values().forEach(metrics::removeSensor);
        sensors.clear();
    }
}
