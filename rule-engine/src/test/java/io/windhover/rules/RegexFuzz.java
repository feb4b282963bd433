package io.windhover.rules;

import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text is a regular expression: it is refused, or finds what it finds in time. */
public final class RegexFuzz {
    private static final RuleCompiler COMPILER = RuleCompiler.standard();
    private static final List<TestEvent> EVENTS = List.of(
            TestEvent.cloudTrail("{\"a\":\"" + "a".repeat(2000) + "!\"}"),
            TestEvent.cloudTrail("{\"a\":\"\\u0000 aB\\n09-_.é\\ud83d\\ude00\\ud800x\"}"));

    private RegexFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws MalformedJsonException {
        StringBuilder rule = new StringBuilder("title: x\nlogsource: {product: aws}\ndetection:\n    s:\n");
        String expression = quoted(new String(input, StandardCharsets.UTF_8));
        for (String modifiers : List.of("re", "re|i|startswith", "re|m|s|endswith")) {
            rule.append("        a|")
                    .append(modifiers)
                    .append(": ")
                    .append(expression)
                    .append('\n');
        }
        SourceFile file =
                new SourceFile("regex.yml", rule.append("    condition: s\n").toString());
        RuleMatcher matcher =
                COMPILER.compile(List.of(COMPILER.parse(file))).ruleSet().newMatcher();
        for (TestEvent event : EVENTS) {
            matcher.match(event, (found, said) -> {});
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars()
                .forEach(c -> out.append(
                        c >= ' ' && c < 127 && c != '"' && c != '\\'
                                ? String.valueOf((char) c)
                                : "\\u%04x".formatted(c)));
        return out.append('"').toString();
    }
}
