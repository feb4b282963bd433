package io.windhover.cli.rules;

import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Table;
import io.windhover.cli.output.Terminal;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.RuleSet;
import io.windhover.schemas.RuleReference;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover rules list}. */
@Command(
        name = "list",
        description = {
            "List the rules of some folders, or those that ship with Windhover.",
            "",
            "Rules with errors are left out; see windhover rules check. A rule that remembers is a correlation or a"
                    + " baseline; its logs are those of the rules that it looks at. A rule without a level does not alert on"
                    + " its own: only others look at it."
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
            description =
                    "One rule a line: id, title, level, status, mode, tags, kind, alerts, log_sources, file, line, …")
    private boolean json;

    @Mixin
    private final RuleOptions ruleOptions = new RuleOptions();

    public RulesListCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CheckedRules rules = CheckedRules.of(RuleFiles.readOrShipped(folders), ruleOptions.compiler());
        if (json) {
            rules.ruleSet().all().forEach(rule -> terminal.out().writer().println(json(rules.ruleSet(), rule)));
        } else {
            table(rules.ruleSet());
        }
        terminal.out().writer().flush();
        terminal.err().line(rules.summary());
        return ExitCode.OK;
    }

    private void table(RuleSet rules) {
        Table table = new Table(List.of("LEVEL", "STATUS", "KIND", "LOG SOURCE", "ID", "TITLE", "FILE"));
        for (LoadedRule rule : rules.all()) {
            RuleReference reference = rule.reference();
            table.row(List.of(
                    rule.alerts() ? RuleJson.lower(reference.getLevel()) : "-",
                    SafeText.line(reference.getStatus() == null ? "-" : reference.getStatus()),
                    rule.kind(),
                    SafeText.line(String.join(", ", logSources(rules, rule))),
                    SafeText.line(reference.getUid()),
                    SafeText.line(reference.getTitle()),
                    SafeText.line(rule.file())));
        }
        table.print(terminal.out());
    }

    /** Each once. */
    private static List<String> logSources(RuleSet rules, LoadedRule rule) {
        return rules.judgesOf(rule).stream()
                .map(judge -> judge.logSource().toString())
                .distinct()
                .toList();
    }

    private static String json(RuleSet rules, LoadedRule rule) {
        RuleReference reference = rule.reference();
        return JsonLines.line(json -> {
            json.writeStringField("id", reference.getUid());
            json.writeStringField("title", reference.getTitle());
            json.writeStringField("level", RuleJson.lower(reference.getLevel()));
            json.writeStringField("mode", RuleJson.lower(reference.getMode()));
            json.writeArrayFieldStart("tags");
            for (String tag : reference.getTags()) {
                json.writeString(tag);
            }
            json.writeEndArray();
            json.writeStringField("kind", rule.kind());
            json.writeBooleanField("alerts", rule.alerts());
            if (rule instanceof CompiledRule judge) {
                json.writeObjectFieldStart("log_source");
                JsonLines.text(json, "product", judge.logSource().product());
                JsonLines.text(json, "service", judge.logSource().service());
                JsonLines.text(json, "category", judge.logSource().category());
                json.writeEndObject();
            }
            json.writeArrayFieldStart("log_sources");
            for (String source : logSources(rules, rule)) {
                json.writeString(source);
            }
            json.writeEndArray();
            JsonLines.text(json, "status", reference.getStatus());
            JsonLines.text(json, "description", reference.getDescription());
            JsonLines.text(json, "author", reference.getAuthor());
            JsonLines.text(json, "license", reference.getLicense());
            json.writeStringField("file", rule.file());
            json.writeNumberField("line", rule.position().line());
        });
    }
}
