package io.windhover.cli.alerts;

import io.windhover.cli.alert.AlertRecordJson;
import io.windhover.cli.alert.AlertRecordText;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.Screen;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;

/** Prints records of the alerts topic, so many at the most. */
final class AlertLines {
    private final Screen screen;
    private final boolean json;
    private final long most;
    private long alerts;
    private long printed;

    AlertLines(Screen screen, boolean json, long most) {
        this.screen = screen;
        this.json = json;
        this.most = most;
    }

    void print(Alert alert) {
        screen.line(json ? AlertRecordJson.line(alert) : AlertRecordText.card(screen, alert));
        printed++;
        if (alert.getActivity() == AlertActivity.CREATE) {
            alerts++;
        }
    }

    /** Whether there are enough, or nobody reads any more, as behind {@code | head}. */
    boolean isDone() {
        return printed >= most || screen.writer().checkError();
    }

    String summary() {
        return Counts.of(alerts, "alert") + ", " + Counts.of(printed - alerts, "update");
    }
}
