package io.windhover.benchmarks.deployment;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.benchmarks.deployment.Deployment.Volume;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.JsonLines;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How long a detector took to come back, in each way that it went. */
final class RestartReport {
    private final int principals;
    private final long events;
    private final DeploymentOptions options;
    private final List<Recovery> clean = new ArrayList<>();
    private long stateBytes;
    private Volume changelogs = new Volume(0, 0);
    private @Nullable Recovery restored;
    private @Nullable Recovery killed;

    RestartReport(int principals, long events, DeploymentOptions options) {
        this.principals = principals;
        this.events = events;
        this.options = options;
    }

    /**
     * Seconds since the detector was started, or the other one killed.
     *
     * @param assigned until its rules are read and it is given tasks
     * @param ready until their state is restored and all of them run
     * @param firstAlert until the first of the alerts that are due can be read
     * @param lastAlert until the last can
     * @param processor of processor time that the detector used until it was ready
     */
    record Recovery(double assigned, double ready, double firstAlert, double lastAlert, double processor) {
        String text() {
            return String.format(
                    Locale.ROOT,
                    "tasks after %.1f s, ready after %.1f s (%.1f s of processor time), first alert after %.1f s,"
                            + " alerts of all partitions after %.1f s",
                    assigned,
                    ready,
                    processor,
                    firstAlert,
                    lastAlert);
        }

        private void write(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeNumberField("tasks", assigned);
            json.writeNumberField("ready", ready);
            json.writeNumberField("first_alert", firstAlert);
            json.writeNumberField("last_alert", lastAlert);
            json.writeNumberField("processor", processor);
            json.writeEndObject();
        }
    }

    /** Takes how large the state is that has to come back. */
    void filled(Map<String, Long> state, Map<String, Volume> changelogs) {
        this.stateBytes = state.values().stream().mapToLong(each -> each).sum();
        this.changelogs = changelogs.values().stream()
                .reduce(
                        new Volume(0, 0),
                        (one, other) -> new Volume(one.records() + other.records(), one.bytes() + other.bytes()));
    }

    void clean(Recovery recovery) {
        clean.add(recovery);
    }

    void restored(Recovery recovery) {
        restored = recovery;
    }

    void killed(Recovery recovery) {
        killed = recovery;
    }

    String text() {
        Lines lines = new Lines();
        lines.add(
                "%,d principals, %,d events, %d partitions, %d threads; state %s, changelogs %s in %,d records",
                principals,
                events,
                options.partitions,
                options.threads,
                Counts.bytes(stateBytes),
                Counts.bytes(changelogs.bytes()),
                changelogs.records());
        clean.forEach(recovery -> lines.add("stopped and started again:      %s", recovery.text()));
        if (restored != null) {
            lines.add("without its state:              %s", restored.text());
            lines.add(
                    "  restored %,.0f records/s, %s/s",
                    changelogs.records() / restoring(restored),
                    Counts.bytes((long) (changelogs.bytes() / restoring(restored))));
        }
        if (killed != null) {
            lines.add(
                    "killed, with another standing by: first alert after %.1f s, alerts of all partitions after %.1f s",
                    killed.firstAlert(), killed.lastAlert());
        }
        return lines.toString();
    }

    private static double restoring(Recovery recovery) {
        return Math.max(1e-3, recovery.ready() - recovery.assigned());
    }

    String json() {
        return JsonLines.line(json -> {
            json.writeNumberField("principals", principals);
            json.writeNumberField("events", events);
            json.writeNumberField("partitions", options.partitions);
            json.writeNumberField("threads", options.threads);
            json.writeNumberField("state_bytes", stateBytes);
            json.writeNumberField("changelog_bytes", changelogs.bytes());
            json.writeNumberField("changelog_records", changelogs.records());
            json.writeArrayFieldStart("clean");
            for (Recovery recovery : clean) {
                recovery.write(json);
            }
            json.writeEndArray();
            if (restored != null) {
                json.writeFieldName("changelog");
                restored.write(json);
                json.writeNumberField(
                        "restored_records_per_second", Math.round(changelogs.records() / restoring(restored)));
                json.writeNumberField(
                        "restored_bytes_per_second", Math.round(changelogs.bytes() / restoring(restored)));
            }
            if (killed != null) {
                json.writeFieldName("killed");
                killed.write(json);
            }
        });
    }
}
