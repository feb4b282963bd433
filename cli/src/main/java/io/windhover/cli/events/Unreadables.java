package io.windhover.cli.events;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.connect.read.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/** Says what could not be read and where; a file that is broken throughout does not flood the screen. */
final class Unreadables {
    private static final int SHOWN_OF_A_SOURCE = 20;

    private final Screen screen;
    private final Progress progress;
    private final Map<String, Long> countBySource = new LinkedHashMap<>();
    private long count;

    Unreadables(Screen screen, Progress progress) {
        this.screen = screen;
        this.progress = progress;
    }

    void report(Place place, String reason) {
        count++;
        if (countBySource.merge(place.source(), 1L, Long::sum) <= SHOWN_OF_A_SOURCE) {
            String at = SafeText.line(place.source() + ":" + place.position());
            String text = screen.paint(Colour.YELLOW, "unreadable: ") + at + ": " + SafeText.line(reason);
            progress.around(() -> screen.line(text));
        }
    }

    long count() {
        return count;
    }

    /** Tells how many were not shown. */
    void finish() {
        countBySource.forEach((source, ofSource) -> {
            if (ofSource > SHOWN_OF_A_SOURCE) {
                screen.line(screen.paint(Colour.YELLOW, "unreadable: ") + SafeText.line(source) + ": "
                        + Counts.of(ofSource - SHOWN_OF_A_SOURCE) + " more");
            }
        });
    }
}
