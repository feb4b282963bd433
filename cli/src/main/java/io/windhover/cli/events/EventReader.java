package io.windhover.cli.events;

import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.Terminal;
import io.windhover.connect.file.FileRecords;
import io.windhover.connect.file.InputFiles;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.json.MalformedJsonException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads log files event by event for a command that judges them, tells what cannot be read, and shows how far it is. */
public final class EventReader {
    private static final int PROGRESS_EVERY = 1_024;

    private final Terminal terminal;
    private final LogOptions options;
    private final NetworkContext network;

    /** @param network knows where the events' addresses are */
    public EventReader(Terminal terminal, LogOptions options, NetworkContext network) {
        this.terminal = terminal;
        this.options = options;
        this.network = network;
    }

    /** Is shown one event after the other, on one thread. */
    public interface Judge {
        /**
         * Judges an event. It is the same object every time, pointed at another record.
         *
         * @param progress what is printed meanwhile goes around it
         * @throws MalformedJsonException if it is nested too deep; it is then counted as unreadable
         */
        void judge(ReadEvent event, Progress progress) throws MalformedJsonException;

        /** Whether no further event is wanted. */
        default boolean isDone() {
            return false;
        }
    }

    /**
     * Shows a judge all events, in the order of the files.
     *
     * @param task a word for the progress bar
     * @param inputs files, folders, or {@code -} for standard input
     * @throws Failure if one of the inputs does not exist, or there is no file in them
     */
    public ReadTotals read(String task, List<String> inputs, Judge judge) throws IOException {
        List<String> files = files(inputs);
        long start = System.nanoTime();
        try (FileRecords records = new FileRecords(files, ReadLimits.DEFAULT, terminal.in());
                Progress progress = options.progress(terminal.err(), task, records.bytesTotal())) {
            Unreadables unreadables = new Unreadables(terminal.err(), progress);
            Judging judging = new Judging(options.normaliser(), judge, progress, unreadables, Instant.now(), network);
            int untilProgress = PROGRESS_EVERY;
            Read read = records.next();
            while (read != null) {
                judging.take(read);
                if (judge.isDone()) {
                    break;
                }
                if (--untilProgress == 0) {
                    progress.advanceTo(records.bytesConsumed());
                    untilProgress = PROGRESS_EVERY;
                }
                read = records.next();
            }
            terminal.out().writer().flush();
            progress.around(unreadables::finish);
            return new ReadTotals(
                    judging.events(),
                    judging.bytes(),
                    unreadables.count(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static List<String> files(List<String> inputs) throws IOException {
        try {
            List<String> files = InputFiles.expand(inputs);
            if (files.isEmpty()) {
                throw new Failure("no files in " + String.join(", ", inputs));
            }
            return files;
        } catch (NoSuchFileException e) {
            throw new Failure(e.getFile() + ": no such file or directory", e);
        }
    }
}
