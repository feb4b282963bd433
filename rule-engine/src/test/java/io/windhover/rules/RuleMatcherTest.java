package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.Position;
import io.windhover.schemas.LogSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleMatcherTest {
    private static final String RULES = """
            title: Trail
            id: 0a0a0a0a-0000-4000-8000-000000000001
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {a: 1}, condition: s}
            ---
            title: S3
            logsource: {product: aws, service: s3}
            detection: {s: {a: 1}, condition: s}
            ---
            title: Login
            logsource: {product: aws, service: s3, category: login}
            detection: {s: {a: 1}, condition: s}
            ---
            title: Everywhere
            logsource: {product: cloud}
            detection: {s: {a|startswith: '1'}, condition: s}
            ---
            title: Who
            logsource: {product: aws}
            detection: {s: {a: 2, entity.principal|endswith: ada}, condition: s}
            """;

    private final RuleSet rules =
            RuleSetOf.files("a.yml", RULES).withoutErrors().compilation().ruleSet();
    private final RuleMatcher matcher = rules.newMatcher();

    @Test
    void shouldAskTheRulesOfEachEventsLogSourceInTheirOrder() throws Exception {
        for (int round = 0; round < 2; round++) {
            assertThat(titles(source("aws", "cloudtrail", null))).containsExactly("Trail", "Everywhere");
            assertThat(titles(source("aws", "s3", null))).containsExactly("S3", "Login", "Everywhere");
            assertThat(titles(source("aws", "s3", "login"))).containsExactly("S3", "Login", "Everywhere");
            assertThat(titles(source("aws", "s3", "audit"))).containsExactly("S3", "Everywhere");
            assertThat(titles(source("okta", "s3", null))).containsExactly("Everywhere");
            assertThat(titles(source("okta", null, null))).containsExactly("Everywhere");
            assertThat(titles(source("okta", null, null))).containsExactly("Everywhere");
        }
    }

    @Test
    void shouldNormaliseAnEventAtMostOnceAndOnlyWhereARuleMayMatch() throws Exception {
        // Given
        TestEvent boring = TestEvent.cloudTrail("{\"a\":3}");
        TestEvent asked = TestEvent.cloudTrail("{\"a\":2}");

        // When
        List<String> none = titles(boring);
        List<String> who = titles(asked);

        // Then
        assertThat(none).isEmpty();
        assertThat(boring.normalisations()).isZero();
        assertThat(who).containsExactly("Who");
        assertThat(asked.normalisations()).isEqualTo(1);
    }

    @Test
    void shouldReportNothingOfAnEventThatIsMalformedAndGoOn() throws Exception {
        // Given
        List<CompiledRule> matched = new ArrayList<>();

        // When, Then
        assertThatThrownBy(() -> matcher.match(TestEvent.cloudTrail("{\"a\":1"), (rule, said) -> matched.add(rule)))
                .isInstanceOf(MalformedJsonException.class);
        assertThat(matched).isEmpty();
        assertThat(titles(source("aws", "cloudtrail", null))).containsExactly("Trail", "Everywhere");
    }

    @Test
    void shouldKnowWhereARuleStands() {
        assertThat(rules.rules().get(0)).hasToString("0a0a0a0a-0000-4000-8000-000000000001 (a.yml:1:1)");
        assertThat(rules.rules().get(1)).hasToString("S3 (a.yml:6:1)");
        assertThat(rules.rules().get(1).position()).isEqualTo(new Position(6, 1));
        assertThat(rules.rules().get(1).file()).isEqualTo("a.yml");
        assertThat(rules.rules().get(1).logSource()).hasToString("aws/s3");
    }

    private List<String> titles(LogSource source) throws MalformedJsonException {
        return titles(new TestEvent(source, "{\"a\":1}"));
    }

    private List<String> titles(TestEvent event) throws MalformedJsonException {
        List<String> titles = new ArrayList<>();
        matcher.match(event, (rule, said) -> titles.add(rule.reference().getTitle()));
        return titles;
    }

    private static LogSource source(String product, String service, String category) {
        return new LogSource(product, service, category);
    }
}
