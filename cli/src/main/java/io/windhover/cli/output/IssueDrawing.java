package io.windhover.cli.output;

import io.windhover.rules.source.Issue;
import io.windhover.rules.source.IssueRenderer;
import io.windhover.rules.source.SourceFile;
import java.util.Locale;

/** An issue as a person sees it: its place in the text, with a caret. */
public final class IssueDrawing {
    private IssueDrawing() {}

    /** Several lines, without a line feed at the end; {@code source} must be the file that the issue names. */
    public static String of(Issue issue, SourceFile source, Screen screen) {
        String severity = issue.severity().name().toLowerCase(Locale.ROOT);
        String drawing = SafeText.lines(IssueRenderer.render(issue, source));
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
}
