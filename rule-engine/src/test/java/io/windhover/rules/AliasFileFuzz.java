package io.windhover.rules;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Any text is an operator's alias file: what it says is taken or refused, and rules run on it. */
public final class AliasFileFuzz {
    private static final Aliases STANDARD = Aliases.standard();
    private static final SourceFile RULE = new SourceFile("rule.yml", """
            title: x
            logsource: {product: p, service: s}
            detection:
                t: {a|contains: x, b: 1, Target.Name: y}
                u: {c: null, d|exists: false, e|re: z}
                condition: 1 of them
            """);
    private static final List<String> EVENTS = List.of(
            "{}",
            "{\"a\":\"x\",\"b\":1,\"list\":[{\"name\":\"k\",\"value\":\"x\"},{\"name\":1}],\"x\":{\"y\":[\"a/b\",true,null]}}");

    private AliasFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws MalformedJsonException {
        SourceFile file = new SourceFile("aliases.yml", new String(input, StandardCharsets.UTF_8));
        List<Issue> issues = new ArrayList<>();
        Aliases aliases = STANDARD.with(List.of(file), issues::add);
        RuleCompiler compiler = new RuleCompiler(aliases);
        RuleSet rules = compiler.compile(List.of(compiler.parse(RULE))).ruleSet();
        RuleMatcher matcher = rules.newMatcher();
        for (String event : EVENTS) {
            TestEvent logged = new TestEvent(new io.windhover.schemas.LogSource("p", "s", null), event);
            matcher.match(logged, (rule, said) -> {});
            for (CompiledRule rule : rules.rules()) {
                rules.explain(rule, logged, (list, value) -> true);
            }
        }
    }
}
