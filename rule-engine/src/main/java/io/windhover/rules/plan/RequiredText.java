package io.windhover.rules.plan;

import io.windhover.rules.ir.Test;
import io.windhover.rules.ir.TextPattern;
import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.json.Folding;
import java.util.Comparator;
import java.util.Optional;

/** Finds a text that must stand in whatever matches, folded: the longest there is. */
final class RequiredText {
    /** A single character stands nearly everywhere. */
    private static final int SHORTEST = 2;

    private RequiredText() {}

    static Optional<String> of(TextPattern pattern) {
        return pattern.pieces().stream()
                .filter(Literal.class::isInstance)
                .map(piece -> Folding.fold(((Literal) piece).text()))
                .filter(text -> text.length() >= SHORTEST)
                .max(Comparator.comparingInt(String::length));
    }

    /**
     * Reads an expression as far as it is plain: what stands in a group or a class, or behind a flag, is passed over, and
     * an alternative at the top ends the search, as does a quotation. ASCII only, where RE2 folds case no more than
     * {@link Folding} does.
     */
    static Optional<String> of(Test.Regex regex) {
        String longest = "";
        StringBuilder run = new StringBuilder();
        String text = regex.expression();
        if (text.contains("\\Q")) {
            return Optional.empty();
        }
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '|' || text.startsWith("(?", i)) {
                return Optional.empty();
            }
            boolean escaped = c == '\\' && i + 1 < text.length() && isPunctuation(text.charAt(i + 1));
            char literal = escaped ? text.charAt(i + 1) : c;
            boolean plain = escaped || (c < 128 && c != '\\' && "^$.*+?()[]{}".indexOf(c) < 0);
            int after = escaped ? i + 2 : plain ? i + 1 : behind(text, i);
            char quantifier = after < text.length() ? text.charAt(after) : 0;
            boolean repeated = "*+?{".indexOf(quantifier) >= 0 && quantifier != 0;
            if (plain && (!repeated || quantifier == '+')) {
                run.append(literal);
            }
            if (!plain || repeated) {
                longest = longer(longest, run);
                run.setLength(0);
            }
            i = after;
        }
        String found = Folding.fold(longer(longest, run));
        return found.length() >= SHORTEST ? Optional.of(found) : Optional.empty();
    }

    private static String longer(String longest, StringBuilder run) {
        return run.length() > longest.length() ? run.toString() : longest;
    }

    private static boolean isPunctuation(char c) {
        return c < 128 && !Character.isLetterOrDigit(c);
    }

    /** Behind what begins here: an escape, a class, a group, a counted repetition or a single character. */
    private static int behind(String text, int start) {
        return switch (text.charAt(start)) {
            case '\\' -> behindEscape(text, start);
            case '[' -> behindClass(text, start);
            case '(' -> behindGroup(text, start);
            case '{' -> behindBraces(text, start);
            default -> start + 1;
        };
    }

    /**
     * The letters and digits behind a backslash may all belong to it, so they are passed over together, with what stands
     * in braces behind them: a character's number, a property's name or a repetition.
     */
    private static int behindEscape(String text, int start) {
        int i = start + 1;
        while (i < text.length() && Character.isLetterOrDigit(text.charAt(i))) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '{' ? behindBraces(text, i) : i;
    }

    private static int behindBraces(String text, int start) {
        return Math.max(start, text.indexOf('}', start)) + 1;
    }

    private static int behindClass(String text, int start) {
        int i = start + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        if (i < text.length() && text.charAt(i) == ']') {
            i++;
        }
        while (i < text.length() && text.charAt(i) != ']') {
            if (text.startsWith("[:", i)) {
                i = Math.max(i, text.indexOf(":]", i)) + 1;
            }
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }

    private static int behindGroup(String text, int start) {
        int depth = 0;
        int i = start;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\') {
                i += 2;
                continue;
            } else if (c == '[') {
                i = behindClass(text, i);
                continue;
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            i++;
            if (depth == 0) {
                break;
            }
        }
        return Math.min(i, text.length());
    }
}
