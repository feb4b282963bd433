package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.eval.Explanation;
import io.windhover.rules.eval.Lists;
import io.windhover.schemas.LogSource;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    private static final String RULE = """
            title: Key made
            logsource: {product: aws, service: cloudtrail}
            detection:
                selection:
                    eventSource: iam.amazonaws.com
                    eventName|startswith: [Create, Update]
                    userIdentity.userName|exists: true
                filter_a: {userAgent|contains: terraform}
                filter_b: {sourceIPAddress: null}
                words: [secret]
                condition: selection and not 1 of filter_* or words
            """;

    @Test
    void shouldShowEachNodeWithTheValueThatDecided() throws Exception {
        // Given
        RuleSet rules =
                RuleSetOf.files("a.yml", RULE).withoutErrors().compilation().ruleSet();
        TestEvent event = TestEvent.cloudTrail("""
                {"eventSource":"iam.amazonaws.com","eventName":"CreateAccessKey","userIdentity":{"userName":"ada"},
                 "userAgent":["Boto3","a TERRAFORM b"],"sourceIPAddress":"198.51.100.7"}
                """);

        // When
        String explanation =
                rules.explain(rules.rules().get(0), event, Lists.NONE).toString();

        // Then
        assertThat(explanation).isEqualTo("""
                        - or
                          - and
                            + selection
                              + and
                                + eventSource is 'iam.amazonaws.com': iam.amazonaws.com
                                + or
                                  + eventName is 'Create*': CreateAccessKey
                                  - eventName is 'Update*': CreateAccessKey
                                + userIdentity.userName exists: ada
                            - not
                              + or
                                + filter_a
                                  + userAgent is '*terraform*': a TERRAFORM b
                                - filter_b
                                  - sourceIPAddress is null: 198.51.100.7
                          - words
                            - any key or value is '*secret*': (nowhere)
                        """);
    }

    @Test
    void shouldTellWhichPartsDecide() throws Exception {
        // Given
        RuleSet rules =
                RuleSetOf.files("a.yml", """
                        title: A
                        id: 5b6d0f0e-5a0b-4d0e-9a51-0c4f6f0b7d21
                        logsource: {product: aws, service: cloudtrail}
                        detection:
                          a: {eventName: [One, Two]}
                          b: {awsRegion: eu}
                          c: {userAgent: x}
                          condition: a and b and not c
                        """).withoutErrors().compilation().ruleSet();

        // When
        Explanation matched = rules.explain(
                rules.rules().get(0), TestEvent.cloudTrail("{\"eventName\":\"Two\",\"awsRegion\":\"eu\"}"), Lists.NONE);
        Explanation missed = rules.explain(
                rules.rules().get(0),
                TestEvent.cloudTrail("{\"eventName\":\"Two\",\"awsRegion\":\"us\",\"userAgent\":\"x\"}"),
                Lists.NONE);

        // Then
        assertThat(matched.decidingParts()).isEqualTo(matched.parts());
        assertThat(matched.parts().get(0).parts().get(0).decidingParts())
                .extracting(Explanation::what)
                .containsExactly("eventName is 'Two'");
        assertThat(missed.decidingParts()).extracting(Explanation::what).containsExactly("b", "not");
        assertThat(missed.decidingParts().get(1).decidingParts())
                .extracting(Explanation::what)
                .containsExactly("c");
    }

    @Test
    void shouldTellMissingValues() throws Exception {
        // Given
        RuleSet rules =
                RuleSetOf.files("a.yml", RULE).withoutErrors().compilation().ruleSet();

        // When
        String explanation = rules.explain(
                        rules.rules().get(0), TestEvent.cloudTrail("{\"x\":[\"my SECRET\"]}"), Lists.NONE)
                .toString();

        // Then
        assertThat(explanation)
                .startsWith("+ or")
                .contains("+ any key or value is '*secret*': my secret")
                .contains("+ sourceIPAddress is null: (missing)")
                .contains("- eventSource is 'iam.amazonaws.com': (missing)");
    }

    @Test
    void shouldSayThatTheRuleIsForAnotherLogSource() throws Exception {
        // Given
        RuleSet rules =
                RuleSetOf.files("a.yml", RULE).withoutErrors().compilation().ruleSet();
        TestEvent event = new TestEvent(new LogSource("okta", "okta", null), "{}");

        // When, Then
        assertThat(rules.explain(rules.rules().get(0), event, Lists.NONE).toString())
                .isEqualTo("- log source aws/cloudtrail: okta/okta\n");
    }

    @Test
    void shouldShowSomeOfManyValuesShortened() throws Exception {
        // Given
        String rule = """
                title: x
                logsource: {product: aws}
                detection:
                    a: {a: x}
                    b: {b: 'x*'}
                    c: {c|contains: '"x"'}
                    d: {d: null}
                    k: ['ne*le']
                    l: {'|lookup': bad}
                    m: {e|lookup: bad}
                    n: {nothing|exists: true}
                    condition: 2 of them
                """;
        String event = """
                {"a":["1","2","3","4",[]],"b":"%s","c":["w","x"],"d":[null,1],"e":["7","8"],"f":"%s"}
                """.formatted("x".repeat(201), "needle" + "x".repeat(300));
        RuleSet rules =
                RuleSetOf.files("a.yml", rule).withoutErrors().compilation().ruleSet();

        // When
        String explanation = rules.explain(
                        rules.rules().get(0),
                        TestEvent.cloudTrail(event),
                        (list, value) -> list.equals("bad") && value.toString().equals("8"))
                .toString();

        // Then
        assertThat(explanation).isEqualTo("""
                        + 2 of
                          - a
                            - a is 'x': 4, 3, 2
                          + b
                            + b is 'x*': %s…
                          + c
                            + c is '*"x"*': ["w","x"]
                          + d
                            + d is null: null
                          + k
                            + any key or value is '*ne*le*': %s
                          + l
                            + any key or value in list bad: (a value of the event)
                          + m
                            + e in list bad: 8
                          - n
                            - nothing exists: (missing)
                        """.formatted("x".repeat(200), "needle" + "x".repeat(194)));
        assertThat(rules.explain(
                                rules.rules().get(0),
                                TestEvent.cloudTrail("{\"b\":\"" + "x".repeat(200) + "\"}"),
                                Lists.NONE)
                        .toString())
                .contains("b is 'x*': " + "x".repeat(200) + "\n")
                .contains("- any key or value in list bad: (nowhere)")
                .contains("+ d is null: (missing)");
    }
}
