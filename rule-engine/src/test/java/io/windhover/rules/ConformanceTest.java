package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.Sequence;
import io.windhover.rules.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table in {@code conformance.yml}: what the language means, one sentence after the other. */
class ConformanceTest {
    private static final String RULE = """
            title: Vector
            id: 0a0a0a0a-0000-4000-8000-000000000000
            logsource: {product: aws}
            level: low
            detection:
            """;

    private record Vector(
            String says, String rule, List<String> hits, List<String> misses, String error, String warning) {}

    @TestFactory
    Stream<DynamicTest> shouldMeanWhatTheTableSays() throws IOException {
        List<Vector> vectors = read();
        assertThat(vectors).hasSizeGreaterThan(120);
        return vectors.stream().map(vector -> dynamicTest(vector.says, () -> check(vector)));
    }

    private static void check(Vector vector) throws MalformedJsonException {
        // Given
        boolean oneLine = vector.rule.lines().count() == 1;
        String detection =
                oneLine ? "s: {'" + key(vector.rule) + "': " + value(vector.rule) + "}\ncondition: s" : vector.rule;
        RuleCompiler compiler = new RuleCompiler(Aliases.none());

        // When
        Compilation compilation =
                compiler.compile(List.of(compiler.parse(new SourceFile("vector.yml", RULE + detection.indent(4)))));

        // Then
        List<String> errors = messages(compilation, true);
        if (!vector.error.isEmpty()) {
            assertThat(errors).anyMatch(message -> message.contains(vector.error));
            assertThat(compilation.ruleSet().rules()).isEmpty();
            return;
        }
        assertThat(errors).isEmpty();
        List<String> warnings = messages(compilation, false);
        assertThat(String.join("\n", warnings)).contains(vector.warning);
        assertThat(vector.warning.isEmpty()).isEqualTo(warnings.isEmpty());
        RuleMatcher matcher = compilation.ruleSet().newMatcher();
        for (String event : vector.hits) {
            assertThat(matches(matcher, event)).describedAs(event).isTrue();
        }
        for (String event : vector.misses) {
            assertThat(matches(matcher, event)).describedAs(event).isFalse();
        }
        assertThat(vector.hits).isNotEmpty();
    }

    private static String key(String line) {
        return line.substring(0, line.indexOf(": ")).replace("'", "''");
    }

    private static String value(String line) {
        return line.substring(line.indexOf(": ") + 2).strip();
    }

    private static boolean matches(RuleMatcher matcher, String event) throws MalformedJsonException {
        List<CompiledRule> matched = new ArrayList<>();
        matcher.match(TestEvent.cloudTrail(event), (rule, said) -> matched.add(rule));
        return !matched.isEmpty();
    }

    private static List<String> messages(Compilation compilation, boolean errors) {
        return compilation.issues().stream()
                .filter(issue -> issue.isError() == errors)
                .map(Issue::message)
                .toList();
    }

    private static List<Vector> read() throws IOException {
        try (InputStream stream = ConformanceTest.class.getResourceAsStream("conformance.yml")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            Issues issues = new Issues("conformance.yml");
            List<YamlNode> documents = YamlReader.read(new SourceFile("conformance.yml", text), issues);
            assertThat(issues.list()).isEmpty();
            return ((Sequence) documents.get(0))
                    .items().stream()
                            .map(Mapping.class::cast)
                            .map(ConformanceTest::vector)
                            .toList();
        }
    }

    private static Vector vector(Mapping map) {
        return new Vector(
                text(map, "says"),
                text(map, "rule"),
                texts(map, "hits"),
                texts(map, "misses"),
                text(map, "error"),
                text(map, "warning"));
    }

    private static String text(Mapping map, String key) {
        return map.get(key).map(node -> ((Scalar) node).text()).orElse("");
    }

    private static List<String> texts(Mapping map, String key) {
        return map.get(key).stream()
                .flatMap(node -> ((Sequence) node).items().stream())
                .map(node -> ((Scalar) node).text())
                .toList();
    }
}
