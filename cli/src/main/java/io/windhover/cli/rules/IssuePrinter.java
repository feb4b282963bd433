package io.windhover.cli.rules;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Screen;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.IssueRenderer;
import io.windhover.rules.source.SourceFile;
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
                .println(draw(issue, rules.files().source(issue))));
        screen.writer().flush();
    }

    /** Issues as JSON, one a line. */
    static String json(List<Issue> issues) {
        return issues.stream().map(issue -> json(issue) + "\n").collect(Collectors.joining());
    }

    /**
     * One issue with its place in the text.
     *
     * @param source the file that it names
     */
    public String draw(Issue issue, SourceFile source) {
        String drawing = SafeText.lines(IssueRenderer.render(issue, source));
        String severity = severity(issue);
        String head = SafeText.line(issue.file()) + ":" + issue.position() + ": " + severity + ":";
        if (!screen.isColoured() || !drawing.startsWith(head)) {
            return drawing;
        }
        Colour colour = issue.isError() ? Colour.BOLD_RED : Colour.YELLOW;
        String place = head.substring(0, head.length() - severity.length() - 1);
        return screen.paint(Colour.BOLD, place)
                + screen.paint(colour, severity + ":")
                + drawing.substring(head.length());
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
