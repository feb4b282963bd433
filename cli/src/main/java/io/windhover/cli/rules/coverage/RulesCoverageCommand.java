package io.windhover.cli.rules.coverage;

import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.rules.CheckedRules;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.cli.rules.RuleOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover rules coverage}. */
@Command(
        name = "coverage",
        description = {
            "Show which tactics and techniques of ATT&CK rules cover, and for which logs.",
            "",
            "Counts the rules that alert, by their tags: attack.<tactic> and attack.tNNNN[.NNN]. A rule counts for each that"
                    + " it names. Rules that name no tactic or no technique are listed at the end.",
            "",
            "A count says that rules look for a technique, not that they would find every use of it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "2:files cannot be read, no rules could be loaded, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover rules coverage",
            "  windhover rules coverage --navigator layer.json rules/ my/",
            "  windhover rules coverage --json | jq -r '.techniques[].technique'"
        })
public final class RulesCoverageCommand implements Callable<Integer> {
    private static final String STANDARD_OUTPUT = "-";

    private final Terminal terminal;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "Folders of rules, or single files; without one, the shipped rules.")
    private List<Path> folders = List.of();

    @Option(
            names = "--json",
            description =
                    "One JSON object: rules, log_sources, tactics, techniques with their rules, incomplete rules.")
    private boolean json;

    @Option(
            names = "--navigator",
            paramLabel = "FILE",
            description = {
                "Write a layer for MITRE's ATT&CK Navigator (format 4.5, Enterprise) to a file; to standard output by -,"
                        + " in place of the tables. A technique's score is how many rules name it. It is marked below one"
                        + " tactic alone if all its rules name just one."
            })
    private @Nullable String navigator;

    @Mixin
    private final RuleOptions ruleOptions = new RuleOptions();

    public RulesCoverageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (json && STANDARD_OUTPUT.equals(navigator)) {
            throw new Failure("--json and --navigator - cannot both be written to standard output");
        }
        CheckedRules rules =
                CheckedRules.runnable(RuleFiles.readOrShipped(folders), ruleOptions.compiler(), terminal.err());
        Coverage coverage = Coverage.of(rules.ruleSet());
        if (navigator != null) {
            writeLayer(navigator, new NavigatorLayer(coverage).json());
        }
        if (json) {
            terminal.out().line(CoverageJson.of(coverage));
        } else if (!STANDARD_OUTPUT.equals(navigator)) {
            new CoverageText(terminal.out()).print(coverage);
        }
        terminal.err().line(rules.summary());
        return ExitCode.OK;
    }

    private void writeLayer(String file, String layer) {
        if (file.equals(STANDARD_OUTPUT)) {
            terminal.out().line(layer);
            return;
        }
        try {
            Files.writeString(Path.of(file), layer + "\n");
        } catch (IOException e) {
            throw new Failure(file + ": cannot be written: " + e.getMessage(), e);
        }
    }
}
