package io.windhover.cli.rules;

import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Table;
import io.windhover.cli.output.Terminal;
import io.windhover.rules.CompiledRule;
import io.windhover.schemas.RuleReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover rules list}. */
@Command(
        name = "list",
        description = {
            "List the rules of some folders, or those that ship with Windhover.",
            "",
            "Rules with errors are left out; see windhover rules check."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:files cannot be read, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {"  windhover rules list", "  windhover rules list --json rules/ | jq -r .title"})
public final class RulesListCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "Folders of rules, or single files; without one, the shipped rules.")
    private List<Path> folders = List.of();

    @Option(
            names = "--json",
            description = "One rule a line: id, title, level, status, mode, tags, log_source, file, line, …")
    private boolean json;

    public RulesListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CheckedRules rules = CheckedRules.of(folders.isEmpty() ? RuleFiles.shipped() : RuleFiles.read(folders));
        if (json) {
            rules.ruleSet().rules().forEach(rule -> terminal.out().writer().println(json(rule)));
        } else {
            table(rules.ruleSet().rules());
        }
        terminal.out().writer().flush();
        terminal.err().line(rules.summary());
        return ExitCode.OK;
    }

    private void table(List<CompiledRule> rules) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("LEVEL", "STATUS", "LOG SOURCE", "ID", "TITLE", "FILE"));
        for (CompiledRule rule : rules) {
            RuleReference reference = rule.reference();
            rows.add(List.of(
                    lower(reference.getLevel()),
                    SafeText.line(reference.getStatus() == null ? "-" : reference.getStatus()),
                    SafeText.line(rule.logSource().toString()),
                    SafeText.line(reference.getUid()),
                    SafeText.line(reference.getTitle()),
                    SafeText.line(rule.file())));
        }
        Table.print(terminal.out(), rows);
    }

    private static String json(CompiledRule rule) {
        RuleReference reference = rule.reference();
        return JsonLines.line(json -> {
            json.writeStringField("id", reference.getUid());
            json.writeStringField("title", reference.getTitle());
            json.writeStringField("level", lower(reference.getLevel()));
            json.writeStringField("mode", lower(reference.getMode()));
            json.writeArrayFieldStart("tags");
            for (String tag : reference.getTags()) {
                json.writeString(tag);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("log_source");
            JsonLines.text(json, "product", rule.logSource().product());
            JsonLines.text(json, "service", rule.logSource().service());
            JsonLines.text(json, "category", rule.logSource().category());
            json.writeEndObject();
            JsonLines.text(json, "status", reference.getStatus());
            JsonLines.text(json, "description", reference.getDescription());
            JsonLines.text(json, "author", reference.getAuthor());
            JsonLines.text(json, "license", reference.getLicense());
            json.writeStringField("file", rule.file());
            json.writeNumberField("line", rule.position().line());
        });
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
