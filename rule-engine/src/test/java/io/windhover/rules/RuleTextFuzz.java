package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.IssueRenderer;
import io.windhover.rules.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text is a rule file: it is read, judged and run, and what is said of it can be drawn. */
public final class RuleTextFuzz {
    private static final RuleCompiler COMPILER = RuleCompiler.standard();
    private static final List<TestEvent> EVENTS = List.of(TestEvent.cloudTrail("{}"), TestEvent.cloudTrail("""
                    {"eventName":"CreateUser","eventSource":"iam.amazonaws.com","eventTime":"2026-03-01T10:20:30Z",
                    "userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::123456789012:user/ada"},"errorCode":null,
                    "requestParameters":{"userName":"eve","tags":[{"key":"a","value":1.50},[]],"policyDocument":
                    "{\\"Action\\":\\"s3:GetObject\\"}"},"sourceIPAddress":"198.51.100.7","readOnly":false,"a":["x",1e3]}
                    """));

    private RuleTextFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) throws MalformedJsonException {
        SourceFile file = new SourceFile("fuzz.yml", new String(input, StandardCharsets.UTF_8));
        ParsedFile parsed = COMPILER.parse(file);
        Compilation compilation = COMPILER.compile(List.of(parsed));
        assertThat(compilation.issues()).containsAll(parsed.issues());
        compilation.issues().forEach(issue -> assertDrawable(issue, file));
        RuleMatcher matcher = compilation.ruleSet().newMatcher();
        for (TestEvent event : EVENTS) {
            matcher.match(event, (rule, said) -> assertThat(said.level()).isNotNull());
            for (CompiledRule rule : compilation.ruleSet().rules()) {
                compilation.ruleSet().explain(rule, event, (list, value) -> false);
            }
        }
    }

    private static void assertDrawable(Issue issue, SourceFile file) {
        String drawn = IssueRenderer.render(issue, file);
        assertThat(drawn).startsWith("fuzz.yml:");
        assertThat((long) issue.position().line())
                .describedAs("the line of %s", issue)
                .isLessThanOrEqualTo(file.text().lines().count() + 1);
    }
}
