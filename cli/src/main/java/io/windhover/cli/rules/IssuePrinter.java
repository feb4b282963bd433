package io.windhover.cli.rules;

import io.windhover.cli.output.IssueDrawing;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.Screen;
import io.windhover.rules.source.Issue;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Shows issues: to a person with the line and a caret, to a program as one JSON object a line. */
public final class IssuePrinter {
    private final Screen screen;

    public IssuePrinter(Screen screen) {
        this.screen = screen;
    }

    /** All of them, each with its place in the text. */
    public void draw(CheckedRules rules) {
        draw(rules, issue -> true);
    }

    /** Those that keep a rule from running. */
    public void drawErrors(CheckedRules rules) {
        draw(rules, Issue::isError);
    }

    private void draw(CheckedRules rules, Predicate<Issue> wanted) {
        rules.issues().stream().filter(wanted).forEach(issue -> screen.writer()
                .println(IssueDrawing.of(issue, rules.files().source(issue), screen)));
        screen.writer().flush();
    }

    /** Issues as JSON, one a line. */
    static String json(List<Issue> issues) {
        return issues.stream().map(issue -> json(issue) + "\n").collect(Collectors.joining());
    }

    private static String json(Issue issue) {
        return JsonLines.line(json -> {
            json.writeStringField("severity", severity(issue));
            json.writeStringField("file", issue.file());
            json.writeNumberField("line", issue.position().line());
            json.writeNumberField("column", issue.position().column());
            json.writeStringField("message", issue.message());
            if (issue.suggestion() == null) {
                json.writeNullField("suggestion");
            } else {
                json.writeStringField("suggestion", issue.suggestion());
            }
        });
    }

    private static String severity(Issue issue) {
        return issue.severity().name().toLowerCase(Locale.ROOT);
    }
}
