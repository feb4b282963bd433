package io.windhover.cli.replay;

import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.ReadEvent;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Progress;
import io.windhover.cli.stop.Stop;
import io.windhover.connect.normalise.EventKey;
import io.windhover.schemas.CloudEvent;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is read into events of the topic. The ingest time of each is the latest event time so far: as late as it came in
 * the log's order, it comes again.
 */
final class ReplayedEvents implements EventReader.Judge {
    private final boolean history;
    private final Pace pace;
    private final Stop stop;
    private final BiConsumer<byte[], CloudEvent> sink;
    private final EventKey keys = new EventKey();
    private final long start = System.nanoTime();
    private @Nullable Instant first;
    private @Nullable Instant latest;
    private long sent;

    /**
     * Begins a replay.
     *
     * @param history whether the events teach, and never alert
     * @param sink receives key and event
     */
    ReplayedEvents(boolean history, Pace pace, Stop stop, BiConsumer<byte[], CloudEvent> sink) {
        this.history = history;
        this.pace = pace;
        this.stop = stop;
        this.sink = sink;
    }

    @Override
    public void judge(ReadEvent read, Progress progress) {
        if (!read.isTimed()) {
            throw new Failure("events of a log that Windhover cannot normalise have no time and no id: they cannot be"
                    + " replayed");
        }
        CloudEvent event = read.normalised();
        Instant time = event.getTime();
        first = first == null || time.isBefore(first) ? time : first;
        latest = latest == null || time.isAfter(latest) ? time : latest;
        try {
            if (pace.await(sent, start, stop)) {
                sink.accept(
                        keys.of(event.getUid()),
                        CloudEvent.newBuilder(event)
                                .setIngestTime(latest)
                                .setHistory(history)
                                .build());
                sent++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("interrupted", e);
        }
    }

    @Override
    public boolean isDone() {
        return stop.isRequested();
    }

    /** How many events were handed on. */
    long sent() {
        return sent;
    }

    /** The earliest event time; null before the first event. */
    @Nullable
    Instant first() {
        return first;
    }

    /** The latest event time; null before the first event. */
    @Nullable
    Instant latest() {
        return latest;
    }
}
