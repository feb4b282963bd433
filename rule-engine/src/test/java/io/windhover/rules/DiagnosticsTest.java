package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.sigma.SigmaOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticsTest {
    private static final String HEAD =
            "title: x\nlogsource: {product: aws, service: cloudtrail}\ndetection:\n    s: {eventName: a}\n    t: {errorCode: b}\n";

    @ParameterizedTest
    @ValueSource(strings = {"s and t and not s", "s and not (s or t)", "2 of them and not t"})
    void shouldWarnOfARuleThatCanNeverMatch(String condition) {
        assertThat(RuleSetOf.files("a.yml", HEAD + "    condition: " + condition + "\n")
                        .warnings())
                .containsExactly("a.yml:1:1: warning: The rule can never match: its condition contradicts itself.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s or t or not s", "not (s and not s) or t"})
    void shouldWarnOfARuleThatAlwaysMatches(String condition) {
        assertThat(RuleSetOf.files("a.yml", HEAD + "    condition: " + condition + "\n")
                        .warnings())
                .containsExactly("a.yml:1:1: warning: The rule matches every event of its log source.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s and not t", "not s or t", "1 of them"})
    void shouldNotWarnOfOthers(String condition) {
        assertThat(RuleSetOf.files("a.yml", HEAD + "    condition: " + condition + "\n")
                        .warnings())
                .isEmpty();
    }

    @Test
    void shouldWarnOfAFieldThatTheLogSourceDoesNotHave() {
        // Given
        String rule = HEAD.replace("errorCode", "userIdentiy.type") + "    condition: s and t\n";

        // When, Then
        assertThat(RuleSetOf.files(Aliases.standard(), SigmaOptions.DEFAULT, "a.yml", rule)
                        .warnings())
                .containsExactly("a.yml:5:9: warning: Events of aws/cloudtrail have no field 'userIdentiy'."
                        + " (did you mean 'userIdentity'?)");
    }

    @Test
    void shouldTellOfEachFieldThatTheLogSourceDoesNotHaveOnce() {
        // Given
        String rule = """
                title: x
                logsource: {product: aws, service: cloudtrail}
                detection: {s: {evntName: 1, eventName: 1, eventName.x: 1, a|fieldref: srcIp}, condition: s}
                windhover: {entity: usr, dedup: [sourceIPAddress, sourceIpAddress], context: [zzzzzzzzzzzz], levels: {high: s}}
                """;

        // When, Then
        assertThat(RuleSetOf.files(Aliases.standard(), SigmaOptions.DEFAULT, "f", rule)
                        .warnings())
                .containsExactly(
                        "f:3:17: warning: Events of aws/cloudtrail have no field 'evntName'. (did you mean 'eventName'?)",
                        "f:3:60: warning: Events of aws/cloudtrail have no field 'a'.",
                        "f:3:72: warning: Events of aws/cloudtrail have no field 'srcIp'. (did you mean 'src_ip'?)",
                        "f:4:21: warning: Events of aws/cloudtrail have no field 'usr'.",
                        "f:4:51: warning: Events of aws/cloudtrail have no field 'sourceIpAddress'. (did you mean 'sourceIPAddress'?)",
                        "f:4:79: warning: Events of aws/cloudtrail have no field 'zzzzzzzzzzzz'.");
    }
}
