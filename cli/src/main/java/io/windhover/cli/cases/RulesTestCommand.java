package io.windhover.cli.cases;

import io.windhover.cli.lists.ListOptions;
import io.windhover.cli.network.NetworkOptions;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.report.ReportOutput;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.cli.rules.RuleOptions;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover rules test}. */
@Command(
        name = "test",
        description = {
            "Judge the events beside rules and show which rule does not do what they say.",
            "",
            "Beside a rule X.yml stand its events in X.test.ndjson, one a line:",
            "",
            "  {\"name\": \"what is special\", \"match\": true, \"event\": {…}}",
            "",
            "\"level\" says of an event that must match with which level. Rules are compiled together, so filters among"
                    + " the paths apply. Of several rules in the file, one must match or none may; \"rule\" (an id, a name"
                    + " or a title) asks one alone, wherever it stands: so the events beside a filter name the rule that"
                    + " it is for. Rules that are off, or that a correlation silences, are tested too.",
            "",
            "Rules that remember are tested with events in time, in place of \"event\":",
            "",
            "  \"events\": [{\"at\": \"0s\", \"event\": {…}, \"repeat\": {\"count\": 9, \"every\": \"1m\"}}, {\"at\": \"10d3h\", …}]",
            "",
            "One of the file's rules that alert must then fire at least once, or none may. \"until\" lets the time go on"
                    + " after the last event, \"alerts\" says how many alerts are left after threshold, dedup and period,"
                    + " \"network\" where addresses are. See docs/rules.md."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all events are as their lines say",
            "1:some are not, a line or a rule has errors, or with --require-tests a rule has no events",
            "2:files cannot be read, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover rules test rules/",
            "  windhover rules test --require-tests --format junit --output reports/rules.xml rules/",
            "  windhover rules test --json rules/ | jq -r 'select(.result == \"untested\").file'"
        })
public final class RulesTestCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Folders of rules, or single rule files; without one, the current folder.")
    private List<Path> paths = List.of(Path.of("."));

    @ArgGroup
    private final Formats formats = new Formats();

    @Mixin
    private final ReportOutput output = new ReportOutput();

    @Option(names = "--require-tests", description = "A rule without test events makes the exit code 1.")
    private boolean requireTests;

    @Mixin
    private final RuleOptions ruleOptions = new RuleOptions();

    private enum Format {
        TEXT,
        JSON,
        JUNIT
    }

    private static final class Formats {
        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                description = "text (default), json or junit (XML: one suite a test file, one case a line).")
        private Format format = Format.TEXT;

        @Option(
                names = "--json",
                description = "The same as --format json: one result a line, with result (passed, failed, skipped,"
                        + " malformed, refused, untested), file, line, column, name, match, rules, message, notes,"
                        + " explanations.")
        private boolean json;

        private Format chosen() {
            return json ? Format.JSON : format;
        }
    }

    @Mixin
    private final ListOptions lists = new ListOptions();

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    public RulesTestCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        RuleFiles files = RuleFiles.read(paths);
        CheckedRules rules = CheckedRules.of(files, ruleOptions.compiler());
        RuleTests tests = RuleTests.run(
                rules,
                TestFiles.read(files, paths),
                lists.read(terminal.err()),
                network.open(rules.compilation().sound(), terminal.err()),
                Instant.now());
        RuleTestText text = new RuleTestText(tests);
        output.write(terminal.out(), report(tests), screen -> text.print(screen, requireTests));
        terminal.err().line(text.summary());
        boolean incomplete = requireTests && !tests.untested().isEmpty();
        return tests.isFailed() || incomplete ? ExitCode.FOUND : ExitCode.OK;
    }

    private Optional<String> report(RuleTests tests) {
        return switch (formats.chosen()) {
            case TEXT -> Optional.empty();
            case JSON -> Optional.of(RuleTestJson.of(tests));
            case JUNIT -> Optional.of(RuleTestReport.of(tests, requireTests).xml());
        };
    }
}
