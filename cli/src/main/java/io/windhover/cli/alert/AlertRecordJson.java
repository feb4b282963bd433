package io.windhover.cli.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.cli.output.JsonLines;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Verdict;
import java.io.IOException;
import java.util.Locale;

/** Records of the alerts topic for a program, an object a line: those that open an alert, and those that tell more of it. */
public final class AlertRecordJson {
    private AlertRecordJson() {}

    /** What the record says. */
    public static String line(Alert alert) {
        CloudEvent event = alert.getEvent();
        return JsonLines.line(json -> {
            json.writeStringField("alert", alert.getUid());
            json.writeStringField("activity", word(alert.getActivity()));
            json.writeNumberField("count", alert.getCount());
            if (event == null) {
                update(json, alert);
            } else {
                AlertJson.write(json, AlertView.of(alert, event));
                source(json, event);
            }
        });
    }

    private static void source(JsonGenerator json, CloudEvent event) throws IOException {
        var origin = event.getOrigin();
        if (origin != null) {
            json.writeObjectFieldStart("source");
            json.writeStringField("file", origin.getName());
            json.writeNumberField("position", origin.getPosition());
            json.writeEndObject();
        }
    }

    private static void update(JsonGenerator json, Alert alert) throws IOException {
        json.writeStringField("first_time", alert.getFirstTime().toString());
        json.writeStringField("last_time", alert.getLastTime().toString());
        json.writeStringField("entity", alert.getEntity());
        json.writeObjectFieldStart("rule");
        json.writeStringField("id", alert.getRule().getUid());
        json.writeStringField("title", alert.getRule().getTitle());
        json.writeStringField("level", word(alert.getLevel()));
        json.writeEndObject();
        JsonLines.text(json, "status", alert.getStatus() == AlertStatus.UNKNOWN ? null : word(alert.getStatus()));
        JsonLines.text(json, "verdict", alert.getVerdict() == Verdict.UNKNOWN ? null : word(alert.getVerdict()));
        JsonLines.text(json, "assignee", alert.getAssignee());
        JsonLines.text(json, "merged_into", alert.getMergedInto());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
