package io.windhover.rules.source;

import java.util.List;
import java.util.Locale;

/**
 * Draws an issue for a person: place and message, the line it is about, and a caret under the place.
 *
 * <pre>
 * rules/iam.yml:12:15: error: Unknown modifier 'contain'.
 *    12 |     eventName|contain: Key
 *       |               ^ did you mean 'contains'?
 * </pre>
 */
public final class IssueRenderer {
    private static final int MAX_LINE = 160;

    private IssueRenderer() {}

    /** Several lines, without a line feed at the end; {@code source} must be the file that the issue names. */
    public static String render(Issue issue, SourceFile source) {
        Position position = issue.position();
        String head = issue.file() + ":" + position + ": "
                + issue.severity().name().toLowerCase(Locale.ROOT) + ": " + issue.message();
        String hint = issue.suggestion() == null ? "" : " " + issue.suggestion();
        List<String> lines =
                source.text().lines().skip(position.line() - 1L).limit(1).toList();
        if (lines.isEmpty()) {
            return head + hint;
        }
        return draw(head, position, lines.get(0), hint);
    }

    private static String draw(String head, Position position, String line, String hint) {
        int[] points = line.codePoints().toArray();
        int caret = Math.min(position.column() - 1, points.length);
        // A very long line is shown around the caret.
        int from = caret < MAX_LINE ? 0 : caret - MAX_LINE / 2;
        int to = Math.min(points.length, from + MAX_LINE);
        String number = "%6d".formatted(position.line());
        StringBuilder out = new StringBuilder(head).append('\n').append(number).append(" | ");
        out.append(new String(points, from, to - from)).append('\n');
        out.append(" ".repeat(number.length())).append(" | ");
        for (int i = from; i < caret; i++) {
            // A tab stays a tab, so that the caret stands under its place whatever a tab's width.
            out.append(points[i] == '\t' ? '\t' : ' ');
        }
        return out.append('^').append(hint).toString();
    }
}
