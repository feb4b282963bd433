package io.windhover.cli.rules.explain;

import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.LogOptions;
import io.windhover.cli.events.ReadTotals;
import io.windhover.cli.lists.ListOptions;
import io.windhover.cli.network.NetworkOptions;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.cli.rules.RuleOptions;
import io.windhover.rules.CompiledRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover rules explain}. */
@Command(
        name = "explain",
        description = {
            "Show why a rule matches an event, or why it does not.",
            "",
            "Draws the rule's condition as a tree: each part with whether it holds of the event, and each field with the"
                    + " value that decided. The event is judged by the same code as in the detector. A rule that is for"
                    + " another log than the event's is never asked; the command says so.",
            "",
            "Filters are applied where they are read together with the rule: name their folder by --rules."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the rule matches the event",
            "1:it does not match",
            "2:no such rule or event, files cannot be read, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover rules explain my/rule.yml event.json",
            "  windhover rules explain --event 3cd8e1a4-8b0f-4d5c iam-user-created cloudtrail/",
            "  windhover rules explain --rules my/ my_rule_name --event 12 log.json.gz",
            "  jq -c .event my/a.test.ndjson | windhover rules explain --event 2 my/a.yml -"
        })
public final class RulesExplainCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            index = "0",
            paramLabel = "RULE",
            description = "A rule file, or the id, name, title or file name of a rule that ships with Windhover.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String rule;

    @Parameters(
            index = "1",
            paramLabel = "EVENT",
            description =
                    "A file with one or more events, as detect reads them; a folder of them, or - for standard input.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String input;

    @Option(
            names = "--event",
            paramLabel = "N|UID",
            description =
                    "Which event: its number among those that can be read, from 1, or its uid (CloudTrail's eventID);"
                            + " default: the first.")
    private String event = "1";

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Folders of rules, or single files, in which RULE is an id, name, title or file name.")
    private List<Path> rules = List.of();

    @Mixin
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private LogOptions logs;

    @Option(
            names = "--json",
            description = {
                "One JSON object: rule, source, uid, time, log_source, applies, matched, and of a match level, entity,"
                        + " dedup and context; condition is the tree, each node with what, holds, decides (whether the"
                        + " verdict is due to it), value and parts."
            })
    private boolean json;

    @Mixin
    private final RuleOptions ruleOptions = new RuleOptions();

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    public RulesExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        CheckedRules checked = load();
        CompiledRule chosen = new RuleChoice(checked.ruleSet().rules()).choose(isFile() ? null : rule);
        Explainer explainer =
                new Explainer(checked.ruleSet(), chosen, lists.read(terminal.err()), new EventChoice(event));
        ReadTotals totals = new EventReader(terminal, logs, network.open(checked.ruleSet(), terminal.err()))
                .read("explain", List.of(input), explainer);
        Explained explained = explainer.explained().orElseThrow(() -> missing(totals));
        if (json) {
            terminal.out().line(ExplainedJson.of(explained));
        } else {
            new ExplainedText(terminal.out()).print(explained);
        }
        return explained.matched().isPresent() ? ExitCode.OK : ExitCode.FOUND;
    }

    private CheckedRules load() {
        List<Path> paths = isFile() ? List.of(Path.of(rule)) : rules;
        return CheckedRules.runnable(RuleFiles.readOrShipped(paths), ruleOptions.compiler(), terminal.err());
    }

    private boolean isFile() {
        try {
            return rules.isEmpty() && Files.exists(Path.of(rule));
        } catch (InvalidPathException e) {
            return false; // A title may hold what no path can.
        }
    }

    private Failure missing(ReadTotals totals) {
        return new Failure("no event " + event + " in " + input + ": " + Counts.of(totals.events(), "event") + " read, "
                + Counts.of(totals.unreadable()) + " unreadable");
    }
}
