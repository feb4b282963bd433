package io.windhover.cli.events;

import io.windhover.cli.output.Counts;
import java.time.Duration;
import java.util.Locale;

/**
 * What reading came to.
 *
 * @param events events judged
 * @param bytes their JSON, after decompression
 * @param unreadable records that could not be read
 * @param time from the first byte to the last verdict
 */
public record ReadTotals(long events, long bytes, long unreadable, Duration time) {
    /** Whether there were records, and none of them could be read. */
    public boolean isNothingReadable() {
        return events == 0 && unreadable > 0;
    }

    /**
     * One line for a person.
     *
     * @param found what the command found in the events
     */
    public String summary(String found) {
        double seconds = Math.max(1e-9, time.toNanos() / 1e9);
        return Counts.of(events, "event") + ", "
                + found + ", "
                + Counts.of(unreadable) + " unreadable in "
                + String.format(Locale.ROOT, "%.2f s", seconds) + ": "
                + Counts.of(Math.round(events / seconds)) + " events/s, "
                + String.format(Locale.ROOT, "%.0f MB/s", bytes / seconds / 1e6);
    }
}
