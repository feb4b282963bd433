package io.windhover.cli.detect;

import io.windhover.cli.output.Counts;
import java.time.Duration;
import java.util.Locale;

/**
 * What a run came to.
 *
 * @param events events judged
 * @param bytes their JSON, after decompression
 * @param alerts alerts shown
 * @param shadowed matches of rules in shadow mode, not shown
 * @param unreadable records that could not be read
 * @param time from the first byte to the last alert
 */
record Totals(long events, long bytes, long alerts, long shadowed, long unreadable, Duration time) {
    /** One line for a person. */
    String summary() {
        double seconds = Math.max(1e-9, time.toNanos() / 1e9);
        return Counts.of(events, "event") + ", "
                + Counts.of(alerts, "alert") + ", "
                + (shadowed > 0 ? Counts.of(shadowed, "shadowed match", "shadowed matches") + ", " : "")
                + Counts.of(unreadable) + " unreadable in "
                + String.format(Locale.ROOT, "%.2f s", seconds) + ": "
                + Counts.of(Math.round(events / seconds)) + " events/s, "
                + String.format(Locale.ROOT, "%.0f MB/s", bytes / seconds / 1e6);
    }
}
