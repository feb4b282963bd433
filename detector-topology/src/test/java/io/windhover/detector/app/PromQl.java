package io.windhover.detector.app;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** As much of Prometheus's query language as it takes to see which metrics a query asks for. */
final class PromQl {
    private static final Pattern TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
    /** A word that is not called as a function. */
    private static final Pattern WORD = Pattern.compile("(?<![\\w.])[A-Za-z_:][\\w:]*+(?!\\s*\\()");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "bool", "offset");

    private PromQl() {}

    static Set<String> metrics(String query) {
        String rest = query;
        for (Pattern pattern : new Pattern[] {TEXT, MATCHERS, RANGE, LABELS}) {
            rest = pattern.matcher(rest).replaceAll(" ");
        }
        Set<String> metrics = new TreeSet<>();
        Matcher word = WORD.matcher(rest);
        while (word.find()) {
            metrics.add(word.group());
        }
        metrics.removeAll(OPERATORS);
        return metrics;
    }
}
