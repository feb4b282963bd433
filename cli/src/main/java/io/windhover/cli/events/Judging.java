package io.windhover.cli.events;

import io.windhover.cli.output.Progress;
import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.read.Read;
import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.json.MalformedJsonException;
import java.time.Instant;
import java.util.Optional;

/**
 * Shows a judge one record after the other, on one thread. An event that no rule matches is read from the reader's own
 * buffer and never normalised.
 */
final class Judging {
    private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();
    private final Optional<Normaliser> override;
    private final EventReader.Judge judge;
    private final Progress progress;
    private final Unreadables unreadables;
    private final ReadEvent event;
    private long events;
    private long bytes;

    /**
     * Begins a run.
     *
     * @param override the log that all records are from; empty to recognise each
     * @param now stands for the time of reading
     * @param network knows where addresses are
     */
    Judging(
            Optional<Normaliser> override,
            EventReader.Judge judge,
            Progress progress,
            Unreadables unreadables,
            Instant now,
            NetworkContext network) {
        this.override = override;
        this.judge = judge;
        this.progress = progress;
        this.unreadables = unreadables;
        this.event = new ReadEvent(now, network);
    }

    void take(Read read) {
        if (read instanceof Read.Event record) {
            take(record);
        } else if (read instanceof Read.Unreadable unreadable) {
            unreadables.report(unreadable.place(), unreadable.reason());
        }
    }

    long events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    private void take(Read.Event record) {
        Optional<Normaliser> normaliser = override.isPresent()
                ? override
                : recogniser.recognise(record.buffer(), record.offset(), record.length());
        if (normaliser.isEmpty()) {
            unreadables.report(record.place(), "no known log looks like this; name it with --log-source");
            return;
        }
        Optional<String> refusal = normaliser.get().refusal(record.buffer(), record.offset(), record.length());
        if (refusal.isPresent()) {
            unreadables.report(record.place(), refusal.get());
            return;
        }
        event.of(record, normaliser.get());
        try {
            judge.judge(event, progress);
            events++;
            bytes += record.length();
        } catch (MalformedJsonException e) {
            unreadables.report(record.place(), "not valid JSON: " + e.getMessage());
        }
    }
}
