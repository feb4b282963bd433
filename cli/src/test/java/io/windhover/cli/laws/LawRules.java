package io.windhover.cli.laws;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rules of every kind whose alerts do not depend on the order of events, by file name. */
final class LawRules {
    private static final String BASE = """
            title: %1$s
            name: %1$s
            level: informational
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {what: %1$s}, condition: s}
            """;
    /** Fires when all that was written has been judged: nothing else is as late. */
    static final String LAST = "last";

    private static final Map<String, String> PATTERNS = new LinkedHashMap<>();

    static {
        PATTERNS.put("count", "type: event_count, rules: fail, timespan: 10m, condition: {gte: 4}");
        PATTERNS.put(
                "addresses", "type: value_count, rules: [fail, good], timespan: 15m, field: ip, condition: {gte: 3}");
        PATTERNS.put("sum", "type: value_sum, rules: good, timespan: 10m, field: size, condition: {gte: 150}");
        PATTERNS.put("ordered", "type: temporal_ordered, rules: [fail, good, other], timespan: 6m");
        PATTERNS.put(
                "any", "type: temporal, rules: [fail, good, other], timespan: 3m, condition: fail and (good or other)");
        PATTERNS.put("steps", "type: sequence, timespan: 8m, steps: [{rule: fail, count: 2}, {rule: good}]");
        PATTERNS.put("chain", "type: temporal_ordered, rules: [count, other], timespan: 20m");
        PATTERNS.put("missing", "type: absence, trigger: other, expect: good, timespan: 5m");
        PATTERNS.put("few", "type: event_count, rules: good, timespan: 20m, condition: {gte: 1, lt: 3}");
        PATTERNS.put("without", "type: temporal, rules: [fail, good], timespan: 4m, condition: fail and not good");
        PATTERNS.put("large", "type: value_avg, rules: other, timespan: 10m, field: size, condition: {gt: 70}");
        PATTERNS.put(LAST, "type: absence, trigger: end, expect: other, timespan: 30m");
    }

    private LawRules() {}

    /** Rule files by name. */
    static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(
                "base.yml",
                String.join(
                        "---\n",
                        BASE.formatted("fail"),
                        BASE.formatted("good"),
                        BASE.formatted("other"),
                        BASE.formatted("end")));
        PATTERNS.forEach((name, pattern) -> files.put(name + ".yml", """
                title: %s
                name: %s
                correlation: {%s, group-by: user}
                """.formatted(name, name, pattern)));
        return files;
    }
}
