package io.windhover.cli.rules.backtest;

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
import io.windhover.schemas.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windhover rules backtest}. */
@Command(
        name = "backtest",
        description = {
            "Run rules over past events and count what each would have matched, the noisiest first.",
            "",
            "Reads files as detect does. Of each rule it shows the matches, their share of all events, how many distinct"
                    + " entities (principals, unless the rule says otherwise) they are about, and how many alerts the"
                    + " detector would have opened, by the rule's dedup, period and threshold. Days are those of the"
                    + " event time, in UTC.",
            "",
            "The number of alerts is an estimate: it counts a rule in shadow mode as if it were live, and where events"
                    + " stand days out of their order, or a rule is about more than thousands of entities, an alert may"
                    + " be counted twice. Of a log named by --log-source that Windhover cannot normalise, times are not"
                    + " known, and neither days nor alerts are counted."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:counted, whether rules matched or not",
            "2:nothing could be read, no rules could be loaded, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover rules backtest --rules my/ cloudtrail/2026/11/",
            "  windhover rules backtest --rules my/rule.yml --days last-month/",
            "  windhover rules backtest --top 10 --level medium --silent cloudtrail/",
            "  windhover rules backtest --json logs/ | jq -r 'select(.alerts > 20).rule.id'"
        })
public final class RulesBacktestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

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
            names = {"--min-level", "--level"},
            paramLabel = "LEVEL",
            description = "Leave out matches below: informational (default), low, medium, high or critical.")
    private Level minLevel = Level.INFORMATIONAL;

    @Option(names = "--top", paramLabel = "N", description = "Show the N noisiest rules only.")
    private int top = Integer.MAX_VALUE;

    @Option(names = "--days", description = "Show the matches of each day as well.")
    private boolean days;

    @Option(names = "--silent", description = "List the rules that matched nothing as well.")
    private boolean silent;

    @Mixin
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private LogOptions logs;

    @Option(
            names = "--json",
            description = {
                "One rule a line, as a JSON object with rule (id, title, level, mode, file, line), matches, share,"
                        + " entities, more_entities (whether there are more than were counted), alerts, first, last and"
                        + " days."
            })
    private boolean json;

    @Mixin
    private final RuleOptions ruleOptions = new RuleOptions();

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    public RulesBacktestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (top < 1) {
            throw new ParameterException(spec.commandLine(), "--top must be at least 1, not " + top);
        }
        CheckedRules checked =
                CheckedRules.runnable(RuleFiles.readOrShipped(rules), ruleOptions.compiler(), terminal.err());
        Backtest backtest = new Backtest(checked.ruleSet(), lists.read(terminal.err()), minLevel);
        ReadTotals totals = new EventReader(terminal, logs, network.open(checked.ruleSet(), terminal.err()))
                .read("backtest", inputs, backtest);
        List<Tally> noisiest = backtest.noisiest();
        show(backtest, noisiest.subList(0, Math.min(top, noisiest.size())), totals.events());
        long matches = noisiest.stream().mapToLong(Tally::matches).sum();
        terminal.err()
                .line(totals.summary(Counts.of(matches, "match", "matches") + " of " + Counts.of(noisiest.size())
                        + " of " + Counts.of(checked.ruleSet().rules().size(), "rule")));
        return totals.isNothingReadable() ? ExitCode.FAILED : ExitCode.OK;
    }

    private void show(Backtest backtest, List<Tally> shown, long events) {
        if (json) {
            shown.forEach(tally -> terminal.out().writer().println(BacktestJson.of(tally, events)));
            if (silent) {
                backtest.silent().forEach(rule -> terminal.out().writer().println(BacktestJson.silent(rule)));
            }
        } else {
            BacktestText text = new BacktestText(terminal.out());
            text.rules(shown, events);
            if (days) {
                text.days(shown);
            }
            if (silent) {
                text.silent(backtest.silent());
            }
        }
        terminal.out().writer().flush();
    }
}
