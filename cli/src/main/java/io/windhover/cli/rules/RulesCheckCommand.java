package io.windhover.cli.rules;

import io.windhover.cli.lists.ListOptions;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.report.ReportOutput;
import io.windhover.cli.report.SarifReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windhover rules check}. */
@Command(
        name = "check",
        description = {
            "Check rule files and show what is wrong with them, each with its place.",
            "",
            "Reads every *.yml and *.yaml file below the folders. Errors keep a rule from running; warnings say that it"
                    + " perhaps does not do what its author thinks."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:no errors", "1:errors, or with --strict also warnings", "2:files cannot be read, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover rules check rules/",
            "  windhover rules check --json rules/ | jq -r .message",
            "  windhover rules check --format sarif --output rules.sarif rules/",
            "  windhover rules check --format junit --output reports/rules.xml rules/"
        })
public final class RulesCheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of rules, or single files.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private List<Path> folders;

    @ArgGroup
    private final Formats formats = new Formats();

    @Mixin
    private ListOptions lists = new ListOptions();

    @Mixin
    private final ReportOutput output = new ReportOutput();

    @Option(names = "--strict", description = "Warnings make the exit code 1 too, and fail in a JUnit report.")
    private boolean strict;

    @Mixin
    private final RuleOptions ruleOptions = new RuleOptions();

    private enum Format {
        TEXT,
        JSON,
        SARIF,
        JUNIT
    }

    private static final class Formats {
        @Option(
                names = "--format",
                paramLabel = "FORMAT",
                description =
                        "text (default), json, sarif (2.1.0, for code scanning) or junit (XML: one test case a file,"
                                + " errors as failures, warnings in system-out).")
        private Format format = Format.TEXT;

        @Option(
                names = "--json",
                description = "The same as --format json: one issue a line, with severity, file, line, column, message,"
                        + " suggestion.")
        private boolean json;

        private Format chosen() {
            return json ? Format.JSON : format;
        }
    }

    public RulesCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CheckedRules checked = CheckedRules.of(RuleFiles.read(folders), ruleOptions.compiler());
        CheckedRules rules = lists.areGiven()
                ? checked.lookingUpIn(lists.read(terminal.err()).names())
                : checked;
        output.write(terminal.out(), report(rules), screen -> new IssuePrinter(screen).draw(rules));
        terminal.err().line(rules.summary());
        return rules.errors() > 0 || (strict && rules.warnings() > 0) ? ExitCode.FOUND : ExitCode.OK;
    }

    private Optional<String> report(CheckedRules rules) {
        return switch (formats.chosen()) {
            case TEXT -> Optional.empty();
            case JSON -> Optional.of(IssuePrinter.json(rules.issues()));
            case SARIF -> Optional.of(new SarifReport(rules.issues(), version(), Path.of("")).json());
            case JUNIT -> Optional.of(CheckReport.of(rules, strict).xml());
        };
    }

    private String version() {
        String[] words = spec.root().version()[0].split(" ", -1);
        return words[words.length - 1];
    }
}
