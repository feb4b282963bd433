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
    private static final int LARGEST_PROGRAM = 20_000;
    private static final java.util.regex.Pattern COUNT =
            java.util.regex.Pattern.compile("\\{(?:\\d{1,4},)?(\\d{1,4}),?}");

    private Expressions() {}

    /** What is wrong with an expression. */
    static Optional<String> fault(String expression) {
        if (expression.length() > LONGEST) {
            return Optional.of("A regular expression may have " + LONGEST + " characters at most.");
        } else if (depth(expression) > DEEPEST) {
            return Optional.of("The regular expression nests groups more than " + DEEPEST + " deep.");
        } else if (size(expression) > LARGEST_PROGRAM) {
            return tooLarge();
        }
        try {
            boolean large = Pattern.compile(expression).programSize() > LARGEST_PROGRAM;
            return large ? tooLarge() : Optional.empty();
        } catch (PatternSyntaxException e) {
            String place = e.getPattern() == null ? "" : " `" + e.getPattern() + "`";
            return Optional.of("Not a regular expression in RE2 syntax (which has no look-around and no"
                    + " back-references): " + e.getDescription() + place + ".");
        }
    }

    private static Optional<String> tooLarge() {
        return Optional.of("The regular expression repeats too much: its automaton would be too large.");
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
                atom *= Math.max(1, Integer.parseInt(count.group(1)));
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
