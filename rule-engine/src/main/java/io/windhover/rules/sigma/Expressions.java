package io.windhover.rules.sigma;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;

/** Checks regular expressions before they may cost anything: their length, nesting and repetition are bounded. */
final class Expressions {
    private static final int LONGEST = 4096;
    private static final int DEEPEST = 100;
    /** RE2/J walks steps that consume nothing recursively: so many of them fit a thread's stack of 1 MB, interpreted. */
    private static final int LARGEST_PROGRAM = 3_000;

    private static final java.util.regex.Pattern COUNT =
            java.util.regex.Pattern.compile("\\{(?:\\d{1,4},)?(\\d{1,4}),?}");

    private Expressions() {}

    /**
     * Something wrong with an expression.
     *
     * @param index of the character where it is, as near as can be told
     */
    record Fault(String message, int index) {}

    /** What is wrong with an expression. */
    static Optional<Fault> fault(String expression, boolean ignoreCase) {
        if (expression.length() > LONGEST) {
            return at("A regular expression may have " + LONGEST + " characters at most.", LONGEST);
        } else if (depth(expression) > DEEPEST) {
            return at("The regular expression nests groups more than " + DEEPEST + " deep.", 0);
        } else if (size(expression) > LARGEST_PROGRAM) {
            return tooLarge();
        } else if (FoldedRanges.isEndless(expression, ignoreCase)) {
            return at(
                    "The regular expression ignores case and has a character or range, around U+1C80, whose"
                            + " cases cannot be told: leave it out or let case count.",
                    0);
        }
        try {
            boolean large = Pattern.compile(expression).programSize() > LARGEST_PROGRAM;
            return large ? tooLarge() : Optional.empty();
        } catch (PatternSyntaxException e) {
            int index = e.getPattern() == null ? 0 : Math.max(0, expression.indexOf(e.getPattern()));
            String place = e.getPattern() == null ? "" : " `" + e.getPattern() + "`";
            return at(
                    "Not a regular expression in RE2 syntax (which has no look-around and no" + " back-references): "
                            + e.getDescription() + place + ".",
                    index);
        }
    }

    private static Optional<Fault> at(String message, int index) {
        return Optional.of(new Fault(message, index));
    }

    /** The expression with a quotation that it leaves open, {@code \Q} without {@code \E}, closed: it may then stand in another. */
    static String closed(String expression) {
        int i = 0;
        while (i < expression.length()) {
            if (expression.startsWith("\\Q", i)) {
                int end = expression.indexOf("\\E", i + 2);
                if (end < 0) {
                    return expression + "\\E";
                }
                i = end + 2;
            } else {
                i += expression.charAt(i) == '\\' ? 2 : 1;
            }
        }
        return expression;
    }

    private static Optional<Fault> tooLarge() {
        return at("The regular expression repeats too much: its automaton would be too large.", 0);
    }

    /** At least how deep its groups nest; escaped parentheses count too, which does no harm. */
    private static int depth(String expression) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            depth += c == '(' ? 1 : c == ')' && depth > 0 ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** How many steps its automaton would have, about, with counted repetitions written out: to know without compiling. */
    static long size(String expression) {
        long[] sums = new long[DEEPEST + 2];
        int depth = 0;
        long atom = 0;
        Matcher count = COUNT.matcher(expression);
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '{' && count.region(i, expression.length()).lookingAt()) {
                // Bounded, or many counts around each other would overflow to a small number.
                atom = Math.min(2L * LARGEST_PROGRAM, atom * Math.max(1, Integer.parseInt(count.group(1))));
            } else if (c == '(') {
                sums[depth++] += atom;
                sums[depth] = 0;
                atom = 0;
            } else if (c == ')' && depth > 0) {
                atom += sums[depth--];
            } else {
                sums[depth] += atom;
                atom = 1;
            }
        }
        return Arrays.stream(sums, 0, depth + 1).sum() + atom;
    }
}
