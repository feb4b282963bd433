package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.sigma.SigmaOptions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentsTest {
    private static final String TWO = """
            title: First
            id: 00000000-0000-4000-8000-000000000001
            name: first
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {a: 1}, condition: s}
            ---
            title: Second
            id: 00000000-0000-4000-8000-000000000002
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {b: 1}, condition: s}
            """;

    @Test
    void shouldReadSeveralDocumentsAndRefuseABadOneAlone() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", TWO + "---\ntitle: Third\nlogsource: {product: aws}\n---\n");

        // When, Then
        assertThat(rules.errors()).containsExactly("a.yml:12:1: error: The rule has no 'detection'.");
        assertThat(rules.matching("{\"a\":1,\"b\":1}")).containsExactly("First", "Second");
    }

    @Test
    void shouldMergeGlobalDocumentsIntoThoseAfterThemUntilReset() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", """
                        action: global
                        logsource: {product: aws, service: cloudtrail}
                        detection: {base: {a: 1}, condition: base and s}
                        ---
                        title: First
                        detection: {s: {b: 1}}
                        ---
                        title: Second
                        detection: {s: {b: 2}, condition: s}
                        ---
                        action: reset
                        ---
                        title: Third
                        logsource: {product: aws}
                        detection: {s: {b: 1}, condition: s}
                        """).withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"b\":1}")).containsExactly("Third");
        assertThat(rules.matching("{\"a\":1,\"b\":1}")).containsExactly("First", "Third");
        assertThat(rules.matching("{\"b\":2}")).containsExactly("Second");
    }

    @Test
    void shouldRepeatTheRuleBeforeWithChanges() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", """
                        title: First
                        logsource: {product: aws}
                        detection: {s: {a: 1, b: 1}, condition: s}
                        ---
                        action: repeat
                        title: Second
                        detection: {s: {b: 2}}
                        """).withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"a\":1,\"b\":1}")).containsExactly("First");
        assertThat(rules.matching("{\"a\":1,\"b\":2}")).containsExactly("Second");
    }

    @Test
    void shouldRefuseAnActionThatHasNoMeaning() {
        assertThat(RuleSetOf.files("a.yml", "action: globl\n").errors())
                .containsExactly("a.yml:1:9: error: Unknown action 'globl'. (did you mean 'global'?)");
        assertThat(RuleSetOf.files("a.yml", "action: repeat\n").errors())
                .containsExactly("a.yml:1:9: error: There is no rule before this one to repeat.");
    }

    @Test
    void shouldRefuseTheSecondOfTwoRulesWithOneId() {
        // When
        RuleSetOf rules = RuleSetOf.files("a.yml", TWO, "b.yml", TWO);

        // Then
        assertThat(rules.errors())
                .containsExactlyInAnyOrder(
                        "b.yml:1:1: error: '00000000-0000-4000-8000-000000000001' already names the rule in a.yml:1:1.",
                        "b.yml:1:1: error: 'first' already names the rule in a.yml:1:1.",
                        "b.yml:7:1: error: '00000000-0000-4000-8000-000000000002' already names the rule in a.yml:7:1.");
        assertThat(rules.titles()).containsExactly("First", "Second");
    }

    @Test
    void shouldLoadRetiredRulesOnlyOnRequest() {
        // Given
        String retired = TWO.replace("title: Second", "title: Second\nstatus: deprecated");

        // When, Then
        assertThat(RuleSetOf.files("a.yml", retired).titles()).containsExactly("First");
        assertThat(RuleSetOf.files(new SigmaOptions(true, Map.of(), false), "a.yml", retired)
                        .titles())
                .containsExactly("First", "Second");
    }

    @Test
    void shouldAddAFilterToTheRulesItNames() throws Exception {
        // Given
        String filter = """
                title: Not ours
                logsource: {product: aws, service: cloudtrail}
                filter:
                    rules: [first, 00000000-0000-4000-8000-000000000009]
                    s: {account: '123'}
                    condition: not s
                """;
        RuleSetOf rules = RuleSetOf.files("a.yml", TWO, "f.yml", filter).withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"a\":1,\"b\":1}")).containsExactly("First", "Second");
        assertThat(rules.matching("{\"a\":1,\"b\":1,\"account\":123}")).containsExactly("Second");
    }

    @Test
    void shouldAddAFilterForAnyRuleWhoseLogSourceIsEqual() throws Exception {
        // Given
        String filter = """
                title: Not ours
                logsource: {product: aws, service: cloudtrail}
                filter:
                    rules: any
                    s: {account: '123'}
                    condition: not s
                """;
        String other = TWO.replace(", service: cloudtrail", "");

        // When, Then
        assertThat(RuleSetOf.files("a.yml", TWO, "f.yml", filter).matching("{\"a\":1,\"account\":123}"))
                .isEmpty();
        RuleSetOf unconcerned = RuleSetOf.files("a.yml", other, "f.yml", filter);
        assertThat(unconcerned.matching("{\"a\":1,\"account\":123}")).containsExactly("First");
        assertThat(unconcerned.warnings()).contains("f.yml:1:1: warning: The filter concerns no rule of this set.");
    }

    @ParameterizedTest
    @CsvSource({
        "'{product: aws, service: cloudtrail}', true",
        "'{product: aws}', true",
        "'{service: cloudtrail}', true",
        "'{product: okta}', false",
        "'{product: aws, service: s3}', false",
        "'{product: aws, category: audit}', false",
        "'{category: audit}', false",
        "'{product: cloud}', false"
    })
    void shouldApplyAFilterWhereAllThatItsLogSourceNamesIsEqual(String logSource, boolean concerned) throws Exception {
        // Given
        String filter = """
                title: Not ours
                logsource: %s
                filter: {rules: first, s: {account: '123'}, condition: not s}
                """.formatted(logSource);

        // When
        RuleSetOf rules = RuleSetOf.files("a.yml", TWO, "f.yml", filter).withoutErrors();

        // Then
        assertThat(rules.matching("{\"a\":1,\"account\":123}")).isEqualTo(concerned ? List.of() : List.of("First"));
        assertThat(rules.warnings().contains("f.yml:1:1: warning: The filter concerns no rule of this set."))
                .isNotEqualTo(concerned);
    }

    @Test
    void shouldApplyAFilterToTheRuleCalledAnyBesideOthersOnly() throws Exception {
        // Given
        String filter = """
                title: Not ours
                logsource: {product: aws}
                filter: {rules: [any, first], s: {account: '123'}, condition: not s}
                """;

        // When, Then
        assertThat(RuleSetOf.files("a.yml", TWO, "f.yml", filter)
                        .withoutErrors()
                        .matching("{\"a\":1,\"b\":1,\"account\":123}"))
                .containsExactly("Second");
    }

    @Test
    void shouldNotMergeGlobalDocumentsIntoFiltersAndCorrelationsNorRepeatThese() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", """
                        action: global
                        logsource: {product: aws, service: cloudtrail}
                        status: test
                        detection: {s: {a: 1}, condition: s}
                        ---
                        title: First
                        name: first
                        ---
                        title: Filter
                        logsource: {product: aws}
                        filter: {rules: any, f: {b: 1}, condition: not f}
                        ---
                        title: Correlation
                        generate: true
                        correlation: {type: event_count, rules: first, timespan: 1h, condition: {gte: 2}}
                        ---
                        action: repeat
                        title: Second
                        name: second
                        detection: {s: [{c: 1}]}
                        """).withoutErrors();

        // When, Then
        assertThat(rules.titles()).containsExactly("First", "Second");
        assertThat(rules.stateful()).singleElement().satisfies(correlation -> assertThat(
                        correlation.reference().getStatus())
                .isNull());
        assertThat(rules.matching("{\"a\":1,\"c\":1}")).containsExactly("First", "Second");
        assertThat(rules.matching("{\"c\":1}")).containsExactly("Second");
        assertThat(rules.matching("{\"a\":1,\"b\":1,\"c\":1}")).isEmpty();
    }

    @Test
    void shouldRefuseAFilterThatInvertsItsIntentUnlessAllowed() throws Exception {
        // Given
        String filter = """
                title: Inverted
                logsource: {product: aws}
                filter: {rules: any, s: {account: '123'}, condition: s}
                """;

        // When
        RuleSetOf refused = RuleSetOf.files("a.yml", TWO, "f.yml", filter);
        RuleSetOf allowed = RuleSetOf.files(new SigmaOptions(false, Map.of(), true), "a.yml", TWO, "f.yml", filter);

        // Then
        assertThat(refused.errors())
                .satisfiesExactly(
                        error -> assertThat(error)
                                .startsWith("f.yml:1:1: error: The filter has errors and is left out;")
                                .endsWith("'First', 'Second'."),
                        error -> assertThat(error)
                                .startsWith("f.yml:3:43: error: The filter's condition is only positive"));
        assertThat(refused.matching("{\"a\":1}")).containsExactly("First");
        assertThat(allowed.withoutErrors().matching("{\"a\":1}")).isEmpty();
        assertThat(allowed.matching("{\"a\":1,\"account\":\"123\"}")).containsExactly("First");
        assertThat(allowed.warnings()).anyMatch(warning -> warning.contains("only positive"));
    }

    @Test
    void shouldTakeAFilterWhoseSelectionItselfIsNegated() throws Exception {
        // Given
        String filter = """
                title: Others
                logsource: {product: aws}
                filter: {rules: any, s: {account|neq: '123'}, condition: s}
                """;

        // When
        RuleSetOf rules = RuleSetOf.files("a.yml", TWO, "f.yml", filter).withoutErrors();

        // Then
        assertThat(rules.matching("{\"a\":1}")).containsExactly("First");
        assertThat(rules.matching("{\"a\":1,\"account\":\"123\"}")).isEmpty();
    }

    @Test
    void shouldPutTheOperatorsValuesInThePlaceOfPlaceholders() throws Exception {
        // Given
        String rule = """
                title: First
                logsource: {product: aws}
                detection:
                    s: {a|expand: '%admins%', b|expand|contains: 'x%n%\\%'}
                    condition: s
                """;
        SigmaOptions options =
                new SigmaOptions(false, Map.of("admins", List.of("ada", "b*"), "n", List.of("1", "2")), false);
        RuleSetOf rules = RuleSetOf.files(options, "a.yml", rule).withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"a\":\"Ada\",\"b\":\"-x1%-\"}")).containsExactly("First");
        assertThat(rules.matching("{\"a\":\"bob\",\"b\":\"x2%\"}")).containsExactly("First");
        assertThat(rules.matching("{\"a\":\"eve\",\"b\":\"x1%\"}")).isEmpty();
        assertThat(rules.matching("{\"a\":\"ada\",\"b\":\"x3%\"}")).isEmpty();
        assertThat(RuleSetOf.files(new SigmaOptions(false, Map.of("admin", List.of("x")), false), "a.yml", rule)
                        .errors())
                .anyMatch(error -> error.contains("'%admins%' has no value") && error.contains("'admin'"));
    }

    @Test
    void shouldBoundWhatPlaceholdersMake() throws Exception {
        // Given
        List<String> many = IntStream.range(0, 5).mapToObj(String::valueOf).toList();
        SigmaOptions options = new SigmaOptions(false, Map.of("n", many), false);
        String rule = "title: x\nlogsource: {product: aws}\ndetection: {s: {a|expand: '%s*'}, condition: s}\n";

        // When
        RuleSetOf most = RuleSetOf.files(options, "a.yml", rule.formatted("%n%".repeat(5)));
        RuleSetOf tooMany = RuleSetOf.files(options, "a.yml", rule.formatted("%n%".repeat(6)));

        // Then
        assertThat(most.withoutErrors().matching("{\"a\":\"01234 and more\"}")).containsExactly("x");
        assertThat(most.matching("{\"a\":\"01235\"}")).isEmpty();
        assertThat(tooMany.errors())
                .containsExactly("a.yml:3:28: error: The placeholders would make more than 3125 texts of this one.");
    }

    @Test
    void shouldLookValuesUpInListsAsTheyAre() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", """
                        title: Known bad
                        logsource: {product: aws}
                        detection: {s: {'ip|lookup': bad}, condition: s}
                        ---
                        title: Known bad anywhere
                        logsource: {product: aws}
                        detection: {s: {'|lookup': bad}, condition: s}
                        ---
                        title: Unknown
                        logsource: {product: aws}
                        detection: {s: {'ip|lookup|neq': bad}, condition: s}
                        """).withoutErrors();
        Set<String> bad = Set.of("198.51.100.7");

        // When, Then
        assertThat(rules.matching(
                        "{\"ip\":\"198.51.100.7\"}",
                        (list, value) -> list.equals("bad") && bad.contains(value.toString())))
                .containsExactly("Known bad", "Known bad anywhere");
        assertThat(rules.matching(
                        "{\"x\":[{\"y\":\"198.51.100.7\"}]}", (list, value) -> bad.contains(value.toString())))
                .containsExactly("Known bad anywhere", "Unknown");
        assertThat(rules.matching("{\"198.51.100.7\":1}", (list, value) -> bad.contains(value.toString())))
                .containsExactly("Unknown");
        assertThat(rules.matching("{\"ip\":\"198.51.100.7\"}")).containsExactly("Unknown");
    }
}
