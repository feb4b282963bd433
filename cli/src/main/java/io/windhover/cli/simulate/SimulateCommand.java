package io.windhover.cli.simulate;

import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.LastLineBar;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.stop.Signals;
import io.windhover.cli.stop.Stop;
import io.windhover.simulator.Simulation;
import io.windhover.simulator.SimulationSettings;
import io.windhover.simulator.journal.Label;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.journal.LogFolder;
import io.windhover.simulator.journal.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code windhover simulate}. */
@Command(
        name = "simulate",
        description = {
            "Write the logs of a company that does not exist, with attacks at known times.",
            "",
            "People travel, mistype passwords and buy laptops, pipelines and scanners come in bursts, the clouds log"
                    + " themselves; attacks leave what their tools leave. DIR/logs gets one file for each log in its vendor's"
                    + " own shape, DIR/labels.ndjson the truth: each attack with its techniques, entities, times and the"
                    + " ids of its events, DIR/geo.ndjson where the (invented) addresses are."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "2:could not be written, wrong usage", "130:ended by Ctrl-C before it was done"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover simulate --output company/",
            "  windhover simulate --output month/ --days 30 --people 500 --seed 7 --gzip",
            "  windhover simulate --output load/ --rate 1000/s --disorder 10m --duplicates 0.01",
            "  windhover simulate --logs aws-cloudtrail --stories none --output - | windhover detect -",
            "  windhover simulate --list-stories"
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final Stop stop;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Folder for logs, labels and addresses; - prints the one log that --logs names.")
    private @Nullable String output;

    @Mixin
    private final SimulateOptions options = new SimulateOptions();

    @Option(names = "--labels", paramLabel = "FILE", description = "Write the labels here; default DIR/labels.ndjson.")
    private @Nullable Path labels;

    @Option(names = "--gzip", description = "Compress the logs.")
    private boolean gzip;

    @Option(names = "--force", description = "Replace the logs of an earlier run in DIR.")
    private boolean force;

    @Option(names = "--list-stories", description = "List the attacks, and write nothing.")
    private boolean listStories;

    @Option(
            names = "--json",
            description = {
                "Print the summary as a JSON object with events, bytes, seconds, events_per_second, logs and stories (id, start,"
                        + " end, events); with --list-stories, one story a line."
            })
    private boolean json;

    @Option(names = "--no-progress", description = "No progress bar; there is none either unless a terminal shows it.")
    private boolean noProgress;

    /** @param stop ends it, beside the signals */
    public SimulateCommand(Terminal terminal, Stop stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        if (listStories) {
            StoryList.print(terminal.out(), json);
            return ExitCode.OK;
        }
        if (output == null) {
            throw new Failure("--output is missing: a folder for the logs, or - for standard output");
        }
        SimulationSettings settings = options.settings();
        Set<Log> logs = options.chosenLogs();
        Signals signals = Signals.request(stop, PATIENCE, () -> {});
        try {
            if (output.equals(STANDARD_OUTPUT)) {
                print(settings, logs);
            } else {
                write(settings, logs, new Destination(Path.of(output)));
            }
        } catch (IOException e) {
            throw new Failure("cannot write: " + e.getMessage(), e);
        } finally {
            signals.restore();
        }
        return stop.isRequested() ? ExitCode.INTERRUPTED : ExitCode.OK;
    }

    private void print(SimulationSettings settings, Set<Log> logs) throws IOException {
        if (logs.size() != 1) {
            throw new Failure("standard output takes one log: name it with --logs, for example --logs aws-cloudtrail");
        }
        if (gzip || json) {
            throw new Failure("--gzip and --json are for --output DIR: standard output takes the events");
        }
        PrintedLog printed = new PrintedLog(terminal.out().writer());
        Tally tally = new Tally(logs, printed);
        List<Label> truth = run(settings, tally, printed::isClosed);
        if (labels != null) {
            writeLines(labels, truth.stream().map(Label::json).toList());
        }
    }

    private void write(SimulationSettings settings, Set<Log> logs, Destination destination) throws IOException {
        long start = System.nanoTime();
        destination.prepare(force);
        writeLines(destination.geo(), new Simulation(settings).addresses().lines());
        Tally tally;
        List<Label> truth;
        try (LogFolder folder = new LogFolder(destination.logs(), gzip)) {
            tally = new Tally(logs, folder);
            truth = run(settings, tally, () -> false);
        }
        writeLines(
                labels == null ? destination.labels() : labels,
                truth.stream().map(Label::json).toList());
        SimulateSummary summary = new SimulateSummary(tally, truth, Duration.ofNanos(System.nanoTime() - start));
        if (json) {
            terminal.out().line(summary.json());
        } else {
            terminal.err().line(summary.text());
        }
    }

    private List<Label> run(SimulationSettings settings, Tally tally, BooleanSupplier closed) throws IOException {
        try (Progress progress = progress(settings)) {
            return new Simulation(settings).run(tally, passed -> {
                progress.advanceTo(Math.max(0, passed));
                return !stop.isRequested() && !closed.getAsBoolean();
            });
        }
    }

    private Progress progress(SimulationSettings settings) {
        return noProgress || !terminal.err().isTerminal()
                ? Progress.NONE
                : LastLineBar.ofTime(terminal.err(), "simulate", Duration.ofDays(settings.days()));
    }

    private static void writeLines(Path file, List<String> lines) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, String.join("\n", lines) + (lines.isEmpty() ? "" : "\n"));
    }
}
