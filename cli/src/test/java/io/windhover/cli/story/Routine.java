package io.windhover.cli.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What goes on every day, as habits: something that happens again and again, each time as a short series of calls. */
final class Routine {
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(900);

    private final Instant start;
    private final Instant end;
    private final Chance chance;
    private final List<LogEntry> entries = new ArrayList<>();

    Routine(Instant start, Instant end, Chance chance) {
        this.start = start;
        this.end = end;
        this.chance = chance;
    }

    Chance chance() {
        return chance;
    }

    /** All day long. */
    void every(Duration mean, Supplier<List<Call>> series) {
        between(start, end, mean, series);
    }

    /** In a part of the day only. */
    void between(Instant from, Instant to, Duration mean, Supplier<List<Call>> series) {
        Instant next = from.plus(chance.about(mean).dividedBy(2));
        while (next.isBefore(to)) {
            play(next, series.get());
            next = next.plus(chance.about(mean));
        }
    }

    /** Once. */
    void once(Instant time, List<Call> series) {
        play(time, series);
    }

    List<LogEntry> entries() {
        return entries;
    }

    private void play(Instant from, List<Call> series) {
        Instant time = from;
        for (Call call : series) {
            entries.add(call.at(time, chance));
            time = time.plus(chance.about(BETWEEN_CALLS));
        }
    }
}
