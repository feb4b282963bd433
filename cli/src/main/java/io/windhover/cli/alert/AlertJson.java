package io.windhover.cli.alert;

import com.fasterxml.jackson.core.JsonGenerator;
import io.windhover.cli.output.JsonLines;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Reason;
import io.windhover.schemas.RuleReference;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Alerts for a program: the fields that every command writes alike. */
public final class AlertJson {
    private AlertJson() {}

    /** Into an object that is already begun. */
    public static void write(JsonGenerator json, AlertView alert) throws IOException {
        CloudEvent event = alert.event();
        json.writeStringField("time", alert.time().toString());
        rule(json, alert);
        json.writeStringField("entity", alert.entity());
        JsonLines.text(json, "principal", event.getActor().getPrincipal());
        JsonLines.text(json, "ip", event.getSource().getIp());
        JsonLines.text(json, "service", event.getApi().getService());
        JsonLines.text(json, "operation", event.getApi().getOperation());
        JsonLines.text(json, "error", event.getApi().getError());
        json.writeStringField("message", alert.message());
        json.writeStringField("uid", event.getUid());
        logSource(json, event.getLogSource());
        json.writeObjectFieldStart("context");
        for (Map.Entry<String, String> field : alert.context().entrySet()) {
            json.writeStringField(field.getKey(), field.getValue());
        }
        json.writeEndObject();
        if (!alert.why().isNone()) {
            why(json, alert.why());
        }
    }

    private static void why(JsonGenerator json, AlertView.Why why) throws IOException {
        json.writeArrayFieldStart("reasons");
        for (Reason reason : why.reasons()) {
            json.writeStartObject();
            json.writeStringField("name", reason.getName());
            json.writeStringField("value", reason.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        texts(json, "group", why.group());
        texts(json, "values", why.values());
        json.writeArrayFieldStart("related");
        for (Evidence evidence : why.related()) {
            json.writeStartObject();
            json.writeStringField("time", evidence.getTime().toString());
            json.writeStringField("uid", evidence.getUid());
            json.writeStringField("summary", evidence.getSummary());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void rule(JsonGenerator json, AlertView alert) throws IOException {
        RuleReference rule = alert.rule();
        json.writeObjectFieldStart("rule");
        json.writeStringField("id", rule.getUid());
        json.writeStringField("title", rule.getTitle());
        json.writeStringField("level", alert.levelName());
        json.writeArrayFieldStart("tags");
        for (String tag : rule.getTags()) {
            json.writeString(tag);
        }
        json.writeEndArray();
        JsonLines.text(json, "owner", rule.getOwner());
        json.writeArrayFieldStart("triage");
        for (String step : rule.getTriage()) {
            json.writeString(step);
        }
        json.writeEndArray();
        JsonLines.text(json, "author", rule.getAuthor());
        JsonLines.text(json, "license", rule.getLicense());
        json.writeEndObject();
    }

    /** As the field {@code log_source} of an object that is already begun. */
    public static void logSource(JsonGenerator json, LogSource source) throws IOException {
        json.writeObjectFieldStart("log_source");
        json.writeStringField("product", source.getProduct());
        JsonLines.text(json, "service", source.getService());
        JsonLines.text(json, "category", source.getCategory());
        json.writeEndObject();
    }
}
