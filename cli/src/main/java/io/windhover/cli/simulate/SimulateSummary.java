package io.windhover.cli.simulate;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.JsonLines;
import io.windhover.simulator.journal.Label;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.journal.Tally;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was simulated, and how fast. */
record SimulateSummary(Tally tally, List<Label> labels, Duration time) {
    String text() {
        double seconds = seconds();
        return Counts.of(tally.events(), "event") + " of "
                + Counts.of(tally.byLog().size(), "log") + ", "
                + Counts.of(labels.size(), "attack") + " in "
                + String.format(Locale.ROOT, "%.2f s", seconds) + ": "
                + Counts.of(Math.round(tally.events() / seconds)) + " events/s, "
                + String.format(Locale.ROOT, "%.0f MB/s", tally.bytes() / seconds / 1e6);
    }

    String json() {
        return JsonLines.line(json -> {
            json.writeNumberField("events", tally.events());
            json.writeNumberField("bytes", tally.bytes());
            json.writeNumberField("seconds", Math.round(seconds() * 1_000) / 1_000.0);
            json.writeNumberField("events_per_second", Math.round(tally.events() / seconds()));
            json.writeObjectFieldStart("logs");
            for (Map.Entry<Log, Long> log : tally.byLog().entrySet()) {
                json.writeNumberField(log.getKey().word(), log.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("stories");
            for (Label label : labels) {
                story(json, label);
            }
            json.writeEndArray();
        });
    }

    private static void story(JsonGenerator json, Label label) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", label.id());
        json.writeStringField("start", Instant.ofEpochMilli(label.start()).toString());
        json.writeStringField("end", Instant.ofEpochMilli(label.end()).toString());
        json.writeNumberField("events", label.traces().size());
        json.writeEndObject();
    }

    private double seconds() {
        return Math.max(1e-3, time.toNanos() / 1e9);
    }
}
