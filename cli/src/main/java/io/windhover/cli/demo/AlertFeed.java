package io.windhover.cli.demo;

import io.windhover.cli.alert.AlertJson;
import io.windhover.cli.alert.AlertText;
import io.windhover.cli.alert.AlertView;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.Screen;
import io.windhover.schemas.Alert;
import io.windhover.schemas.CloudEvent;
import java.util.List;
import java.util.Locale;

/** Prints alerts as they arrive. */
final class AlertFeed {
    private final Screen screen;
    private final boolean json;

    AlertFeed(Screen screen, boolean json) {
        this.screen = screen;
        this.json = json;
    }

    void print(Alert alert) {
        CloudEvent event = alert.getEvent();
        if (json) {
            screen.line(event == null ? update(alert) : created(alert, view(alert, event)));
        } else if (event != null) {
            screen.line(AlertText.card(screen, view(alert, event)));
        }
    }

    private static AlertView view(Alert alert, CloudEvent event) {
        return new AlertView(
                event.getTime(),
                alert.getLevel(),
                alert.getRule(),
                alert.getEntity(),
                alert.getContext(),
                alert.getMessage(),
                event,
                new AlertView.Why(
                        alert.getReasons(),
                        alert.getGroup(),
                        alert.getValues(),
                        alert.getReasons().isEmpty()
                                ? List.of()
                                : alert.getEvidence().stream()
                                        .filter(evidence -> !evidence.getUid().equals(event.getUid()))
                                        .toList()));
    }

    private static String created(Alert alert, AlertView view) {
        return JsonLines.line(json -> {
            json.writeStringField("alert", alert.getUid());
            json.writeStringField("activity", "create");
            json.writeNumberField("count", alert.getCount());
            AlertJson.write(json, view);
            var origin = view.event().getOrigin();
            if (origin != null) {
                json.writeObjectFieldStart("source");
                json.writeStringField("file", origin.getName());
                json.writeNumberField("position", origin.getPosition());
                json.writeEndObject();
            }
        });
    }

    private static String update(Alert alert) {
        return JsonLines.line(json -> {
            json.writeStringField("alert", alert.getUid());
            json.writeStringField("activity", alert.getActivity().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("count", alert.getCount());
            json.writeStringField("first_time", alert.getFirstTime().toString());
            json.writeStringField("last_time", alert.getLastTime().toString());
            json.writeStringField("entity", alert.getEntity());
            json.writeObjectFieldStart("rule");
            json.writeStringField("id", alert.getRule().getUid());
            json.writeStringField("title", alert.getRule().getTitle());
            json.writeStringField("level", alert.getLevel().name().toLowerCase(Locale.ROOT));
            json.writeEndObject();
        });
    }
}
