package io.windhover.cli.detect;

import io.windhover.cli.alert.AlertJson;
import io.windhover.cli.alert.AlertText;
import io.windhover.cli.alert.AlertView;
import io.windhover.cli.events.PlaceJson;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.Screen;
import io.windhover.connect.read.Place;

/** Prints alerts, one a line. */
final class AlertPrinter {
    private static final int CHECKED_EVERY = 256;

    private final Screen screen;
    private final boolean json;
    private long printed;

    AlertPrinter(Screen screen, boolean json) {
        this.screen = screen;
        this.json = json;
    }

    void print(AlertView alert, Place place, Progress progress) {
        String line =
                json ? json(alert, place) : AlertText.line(screen, alert, place.source() + ":" + place.position());
        printed++;
        if (screen.isTerminal()) {
            progress.around(() -> screen.line(line));
        } else {
            screen.writer().println(line);
        }
    }

    /** Whether nobody reads any more, as behind {@code | head}; found out at intervals only. */
    boolean isClosed() {
        return printed % CHECKED_EVERY == CHECKED_EVERY - 1 && screen.writer().checkError();
    }

    private static String json(AlertView alert, Place place) {
        return JsonLines.line(json -> {
            AlertJson.write(json, alert);
            PlaceJson.write(json, place);
        });
    }
}
