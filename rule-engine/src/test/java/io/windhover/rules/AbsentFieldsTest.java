package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AbsentFieldsTest {
    private static final String COUNTRY = "ocsf.src_endpoint.location.country";
    private static final String RULES = """
            title: Asks
            logsource: {product: aws}
            detection:
              s: {name: x}
              far: {ocsf.src_endpoint.location.country: KP}
              condition: s and not far
            windhover:
              levels: {high: far}
            ---
            title: Asks nothing
            logsource: {product: aws}
            detection: {s: {name: x}, condition: s}
            """;

    private final RuleSet rules =
            RuleSetOf.files("a.yml", RULES).withoutErrors().compilation().ruleSet();

    @Test
    void shouldWarnOfEachPlaceOnce() {
        assertThat(rules.absentFields(Set.of(COUNTRY, "ocsf.src_endpoint.ip")))
                .singleElement()
                .hasToString("a.yml:5:45: warning: No event has 'ocsf.src_endpoint.location.country' here.");
    }

    @Test
    void shouldSayNothingOfFieldsThatEventsHave() {
        assertThat(rules.absentFields(Set.of())).isEmpty();
        assertThat(rules.absentFields(Set.of("ocsf.src_endpoint.location.city")))
                .isEmpty();
    }

    @Test
    void shouldFindRulesThatRememberByThem() {
        // Given
        String text = """
                title: Signed in
                name: in
                logsource: {product: aws, service: cloudtrail}
                detection: {s: {eventName: ConsoleLogin}, condition: s}
                ---
                title: Too far
                baseline: {type: impossible_travel, rules: in, group-by: entity.principal}
                """;

        // When
        RuleSet rules =
                RuleSetOf.files("a.yml", text).withoutErrors().compilation().ruleSet();

        // Then
        assertThat(rules.absentFields(Set.of("ocsf.src_endpoint.location.lat")))
                .extracting(Object::toString)
                .containsExactly("a.yml:6:1: warning: No event has 'ocsf.src_endpoint.location.lat' here.");
    }
}
