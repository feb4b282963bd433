package io.windhover.cli.events;

import io.windhover.cli.output.LastLineBar;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.Screen;
import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.schemas.LogSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that reads log files. */
public final class LogOptions {
    @Option(
            names = "--log-source",
            paramLabel = "PRODUCT/SERVICE",
            converter = LogSourceConverter.class,
            description = "Which log all files are of, in the words of a rule's logsource, in place of recognising it.")
    private @Nullable LogSource logSource;

    @Option(names = "--no-progress", description = "No progress bar; there is none either unless a terminal shows it.")
    private boolean noProgress;

    /** Reads the log that the user named; empty where each event is to be recognised. */
    Optional<Normaliser> normaliser() {
        return Optional.ofNullable(logSource)
                .map(log -> KnownLogs.standard().normaliser(log).orElseGet(() -> new UnknownLog(log)));
    }

    Progress progress(Screen screen, String task, long total) {
        return noProgress || !screen.isTerminal() ? Progress.NONE : LastLineBar.ofBytes(screen, task, total);
    }
}
