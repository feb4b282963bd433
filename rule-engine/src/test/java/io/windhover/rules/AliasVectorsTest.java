package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.Sequence;
import io.windhover.rules.yaml.YamlReader;
import io.windhover.schemas.LogSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The table in {@code aliases.yml}: for each alias an event that must match and a near miss. */
class AliasVectorsTest {
    @TestFactory
    Stream<DynamicTest> shouldFindTheFieldWhereTheVendorPutsIt() throws IOException {
        try (InputStream stream = AliasVectorsTest.class.getResourceAsStream("aliases.yml")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            Issues issues = new Issues("aliases.yml");
            Sequence vectors = (Sequence)
                    YamlReader.read(new SourceFile("aliases.yml", text), issues).get(0);
            assertThat(issues.list()).isEmpty();
            assertThat(vectors.items()).hasSizeGreaterThan(80);
            return vectors.items().stream()
                    .map(Mapping.class::cast)
                    .map(vector ->
                            dynamicTest(text(vector, "hit") + " line " + vector.position(), () -> check(vector)));
        }
    }

    private static void check(Mapping vector) throws MalformedJsonException {
        // Given
        List<YamlNode> source = ((Sequence) vector.get("source").orElseThrow()).items();
        LogSource logSource = new LogSource(((Scalar) source.get(0)).text(), ((Scalar) source.get(1)).text(), null);
        Mapping detection = (Mapping) vector.get("rule").orElseThrow();
        Scalar value = (Scalar) detection.entries().get(0).value();
        boolean quoted = value.kind() == YamlNode.ScalarKind.STRING;
        String product = text(vector, "product").isEmpty() ? logSource.getProduct() : text(vector, "product");
        String rule = """
                title: Vector
                logsource: {product: %s}
                detection:
                    s: {'%s': %s}
                    condition: s
                """.formatted(
                        product, detection.entries().get(0).name(), quoted ? "'" + value.text() + "'" : value.text());
        RuleCompiler compiler = RuleCompiler.standard();

        // When
        Compilation compilation = compiler.compile(List.of(compiler.parse(new SourceFile("vector.yml", rule))));

        // Then
        assertThat(compilation.issues()).filteredOn(Issue::isError).isEmpty();
        RuleMatcher matcher = compilation.ruleSet().newMatcher();
        assertThat(matches(matcher, logSource, text(vector, "hit"))).isTrue();
        if (!text(vector, "miss").isEmpty()) {
            assertThat(matches(matcher, logSource, text(vector, "miss"))).isFalse();
        }
    }

    private static boolean matches(RuleMatcher matcher, LogSource source, String event) throws MalformedJsonException {
        List<CompiledRule> matched = new ArrayList<>();
        matcher.match(new TestEvent(source, event), (rule, said) -> matched.add(rule));
        return !matched.isEmpty();
    }

    private static String text(Mapping map, String key) {
        return map.get(key).map(node -> ((Scalar) node).text()).orElse("");
    }
}
