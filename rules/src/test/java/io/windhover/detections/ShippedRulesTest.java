package io.windhover.detections;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.CaseVerdict;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.cases.CaseInput.OneEvent;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.schemas.RuleReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedRulesTest {
    private static final ShippedRules SHIPPED = ShippedRules.compile();

    @Test
    void shouldLoadWithoutAnIssue() {
        assertThat(SHIPPED.compilation().issues()).isEmpty();
        assertThat(SHIPPED.rules().stream().map(ShippedRules::name)).containsExactlyElementsOf(ShippedRules.names());
    }

    @Test
    void shouldHaveUniqueIdsAndTitles() {
        assertThat(SHIPPED.rules())
                .extracting(rule -> rule.reference().getUid())
                .doesNotHaveDuplicates();
        assertThat(SHIPPED.rules())
                .extracting(rule -> rule.reference().getTitle())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void shouldSayWhatAnAnalystNeeds(CompiledRule rule) {
        RuleReference reference = rule.reference();

        // A version 4 UUID, so that the id is the rule's own.
        assertThat(reference.getUid()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(reference.getTitle()).isNotBlank().hasSizeLessThanOrEqualTo(110);
        assertThat(reference.getDescription()).hasSizeGreaterThan(100);
        assertThat(reference.getAuthor()).isEqualTo("Windhover");
        assertThat(reference.getLicense()).isEqualTo("Apache-2.0");
        assertThat(reference.getReferences())
                .anyMatch(link -> link.startsWith("https://docs.aws.amazon.com/"))
                .anyMatch(link -> link.startsWith("https://attack.mitre.org/techniques/"));
        assertThat(reference.getFalsePositives()).isNotEmpty();
        assertThat(reference.getTags())
                .anyMatch(tag -> tag.matches("attack\\.t[0-9]{4}(\\.[0-9]{3})?"))
                .anyMatch(tag -> tag.matches("attack\\.[a-z]+(-[a-z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldHaveAtLeastTwoEventsOfEachKind(String rule) {
        Map<Boolean, Long> cases = ShippedRules.cases().stream()
                .filter(testCase -> ShippedRules.rule(testCase).equals(rule))
                .collect(groupingBy(RuleCase::match, counting()));

        assertThat(cases.getOrDefault(true, 0L)).as("must match").isGreaterThanOrEqualTo(2);
        assertThat(cases.getOrDefault(false, 0L)).as("must not match").isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldHaveNoTestFileWithoutARule() {
        assertThat(ShippedRules.testedNames()).isSubsetOf(ShippedRules.names());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldMatchWhatItsEventsSay(RuleCase testCase) throws MalformedJsonException {
        CaseVerdict verdict = SHIPPED.judge(testCase);

        assertThat(verdict.isPassed()).as(verdict::toString).isTrue();
    }

    @ParameterizedTest
    @MethodSource("matchingCases")
    void shouldShowContextOfTheEvent(RuleCase testCase) throws MalformedJsonException {
        MatchedEvent match = SHIPPED.match(ShippedRules.event(testCase)).get(ShippedRules.rule(testCase));

        assertThat(match.context()).isNotEmpty();
    }

    static List<CompiledRule> rules() {
        return SHIPPED.rules();
    }

    static List<String> names() {
        return ShippedRules.names();
    }

    /** Events in time are the business of {@code windhover rules test}, which normalises them. */
    static List<RuleCase> cases() {
        return ShippedRules.cases().stream()
                .filter(testCase -> testCase.input() instanceof OneEvent)
                .toList();
    }

    static List<RuleCase> matchingCases() {
        return cases().stream().filter(RuleCase::match).toList();
    }
}
