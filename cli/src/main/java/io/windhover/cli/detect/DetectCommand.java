package io.windhover.cli.detect;

import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.LogOptions;
import io.windhover.cli.events.ReadTotals;
import io.windhover.cli.lists.ListOptions;
import io.windhover.cli.network.NetworkOptions;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.cli.rules.RuleOptions;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.RuleSet;
import io.windhover.schemas.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover detect}. */
@Command(
        name = "detect",
        description = {
            "Judge the events of log files by rules, without Kafka.",
            "",
            "Files hold JSON: one event a line, several, pretty-printed, in a list or in Records, with or without"
                    + " EventBridge's envelope, plain or gzip; or they are VPC flow logs. The log is recognised from the"
                    + " events themselves. Every matching event is an alert of its own: nothing is counted or put"
                    + " together over time, as the detector does."
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

    @Mixin
    private ListOptions lists = new ListOptions();

    @Option(
            names = "--min-level",
            paramLabel = "LEVEL",
            description = "Leave out alerts below: informational, low, medium, high or critical; default low.")
    private Level minLevel = Level.LOW;

    @Mixin
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private LogOptions logs;

    @Option(
            names = "--json",
            description = {
                "One alert a line, as a JSON object with time, rule (id, title, level, tags), source (file, line; in a"
                        + " list of records, record), entity, principal, ip, service, operation, error, message, uid,"
                        + " log_source and context."
            })
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "No summary at the end.")
    private boolean quiet;

    @Mixin
    private final RuleOptions ruleOptions = new RuleOptions();

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    public DetectCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        RuleSet ruleSet = CheckedRules.runnable(RuleFiles.readOrShipped(rules), ruleOptions.compiler(), terminal.err())
                .ruleSet();
        RuleMatcher matcher = ruleSet.newMatcher(lists.read(terminal.err()));
        Detection detection = new Detection(matcher, minLevel, new AlertPrinter(terminal.out(), json));
        ReadTotals totals = new EventReader(terminal, logs, network.open(ruleSet, terminal.err()))
                .read("detect", inputs, detection);
        if (!quiet) {
            terminal.err().line(totals.summary(found(detection)));
        }
        if (totals.isNothingReadable()) {
            return ExitCode.FAILED;
        }
        return detection.alerted() > 0 ? ExitCode.FOUND : ExitCode.OK;
    }

    private static String found(Detection detection) {
        String alerts = Counts.of(detection.alerted(), "alert");
        return detection.shadowed() > 0
                ? alerts + ", " + Counts.of(detection.shadowed(), "shadowed match", "shadowed matches")
                : alerts;
    }
}
