package io.windhover.cli.detect;

import io.windhover.cli.output.ByteProgressBar;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.cli.rules.IssuePrinter;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.connect.file.FileRecords;
import io.windhover.connect.file.InputFiles;
import io.windhover.connect.normalise.CloudTrailNormaliser;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.rules.RuleSet;
import io.windhover.schemas.Level;
import io.windhover.schemas.LogSource;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover detect}. */
@Command(
        name = "detect",
        description = {
            "Judge the events of log files by rules, without Kafka.",
            "",
            "Files hold JSON: one event a line, several, pretty-printed, in a list or in Records, with or without"
                    + " EventBridge's envelope, plain or gzip. The log is recognised from the events themselves. Every"
                    + " matching event is an alert of its own: nothing is counted or put together over time, as the"
                    + " detector does."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no alerts", "1:alerts", "2:nothing could be read, no rules could be loaded, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover detect cloudtrail/",
            "  windhover detect --rules rules/ --min-level high 2026-11-23.json.gz",
            "  zcat *.json.gz | windhover detect --json - | jq -r '.rule.title + \" \" + .source.file'"
        })
public final class DetectCommand implements Callable<Integer> {
    private static final int PROGRESS_EVERY = 1_024;

    private final Terminal terminal;

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "Log files, folders of them, or - for standard input.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private List<String> inputs;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Folders of rules, or single files; without it, the rules that ship with Windhover.")
    private List<Path> rules = List.of();

    @Option(
            names = "--min-level",
            paramLabel = "LEVEL",
            description = "Leave out alerts below: informational, low, medium, high or critical; default low.")
    private Level minLevel = Level.LOW;

    @Option(
            names = "--log-source",
            paramLabel = "PRODUCT/SERVICE",
            converter = LogSourceConverter.class,
            description = "Which log all files are of, in the words of a rule's logsource, in place of recognising it.")
    private @Nullable LogSource logSource;

    @Option(
            names = "--json",
            description = {
                "One alert a line, as a JSON object with time, rule (id, title, level, tags), source (file, line; in a"
                        + " list of records, record), entity, principal, ip, service, operation, error, message, uid,"
                        + " log_source and context."
            })
    private boolean json;

    @Option(names = "--no-progress", description = "No progress bar; there is none either unless a terminal shows it.")
    private boolean noProgress;

    @Option(
            names = {"-q", "--quiet"},
            description = "No summary at the end.")
    private boolean quiet;

    public DetectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RuleSet ruleSet = load();
        List<String> files = files();
        try (FileRecords records = new FileRecords(files, ReadLimits.DEFAULT, terminal.in())) {
            Totals totals = detect(ruleSet, records);
            if (!quiet) {
                terminal.err().line(totals.summary());
            }
            if (totals.events() == 0 && totals.unreadable() > 0) {
                return ExitCode.FAILED;
            }
            return totals.alerts() > 0 ? ExitCode.FOUND : ExitCode.OK;
        }
    }

    private RuleSet load() {
        CheckedRules checked = CheckedRules.of(rules.isEmpty() ? RuleFiles.shipped() : RuleFiles.read(rules));
        new IssuePrinter(terminal.err()).drawErrors(checked);
        if (checked.ruleSet().rules().isEmpty()) {
            throw new Failure("no rule can be run: " + checked.summary());
        }
        return checked.ruleSet();
    }

    private List<String> files() throws IOException {
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

    private Totals detect(RuleSet ruleSet, FileRecords records) throws IOException {
        long start = System.nanoTime();
        try (Progress progress = progress(records.bytesTotal())) {
            AlertPrinter printer = new AlertPrinter(terminal.out(), progress, json);
            Unreadables unreadables = new Unreadables(terminal.err(), progress);
            Detection detection = new Detection(ruleSet, override(), minLevel, printer, unreadables, Instant.now());
            int untilProgress = PROGRESS_EVERY;
            Read read = records.next();
            while (read != null && !printer.isClosed()) {
                detection.take(read);
                if (--untilProgress == 0) {
                    progress.advanceTo(records.bytesConsumed());
                    untilProgress = PROGRESS_EVERY;
                }
                read = records.next();
            }
            terminal.out().writer().flush();
            progress.around(unreadables::finish);
            return new Totals(
                    detection.events(),
                    detection.bytes(),
                    detection.alerted(),
                    detection.shadowed(),
                    unreadables.count(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private Progress progress(long total) {
        return noProgress || !terminal.err().isTerminal()
                ? Progress.NONE
                : new ByteProgressBar(terminal.err(), "detect", total);
    }

    private @Nullable Normaliser override() {
        if (logSource == null) {
            return null;
        }
        Normaliser cloudTrail = new CloudTrailNormaliser();
        return logSource.equals(cloudTrail.logSource()) ? cloudTrail : new UnknownLog(logSource);
    }
}
