package io.windhover.cli.demo;

import io.windhover.cli.alert.AlertRecordJson;
import io.windhover.cli.alert.AlertText;
import io.windhover.cli.alert.AlertView;
import io.windhover.cli.output.Screen;
import io.windhover.schemas.Alert;

/** Prints alerts as they arrive; for a person, each only as it opens. */
final class AlertFeed {
    private final Screen screen;
    private final boolean json;

    AlertFeed(Screen screen, boolean json) {
        this.screen = screen;
        this.json = json;
    }

    void print(Alert alert) {
        if (json) {
            screen.line(AlertRecordJson.line(alert));
        } else if (alert.getEvent() != null) {
            screen.line(AlertText.card(screen, AlertView.of(alert, alert.getEvent())));
        }
    }
}
