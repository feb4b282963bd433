package io.windhover.cli.rules;

import io.windhover.cli.lists.ListOptions;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Terminal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
        footer = {"  windhover rules check rules/", "  windhover rules check --json rules/ | jq -r .message"})
public final class RulesCheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "DIR", arity = "1..*", description = "Folders of rules, or single files.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private List<Path> folders;

    @Option(names = "--json", description = "One issue a line: severity, file, line, column, message, suggestion.")
    private boolean json;

    @Mixin
    private ListOptions lists = new ListOptions();

    @Option(names = "--strict", description = "Warnings make the exit code 1 too.")
    private boolean strict;

    public RulesCheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CheckedRules rules = CheckedRules.of(RuleFiles.read(folders));
        if (lists.areGiven()) {
            rules = rules.lookingUpIn(lists.read(terminal.err()).names());
        }
        IssuePrinter issues = new IssuePrinter(terminal.out());
        if (json) {
            issues.json(rules);
        } else {
            issues.draw(rules);
        }
        terminal.err().line(rules.summary());
        return rules.errors() > 0 || (strict && rules.warnings() > 0) ? ExitCode.FOUND : ExitCode.OK;
    }
}
