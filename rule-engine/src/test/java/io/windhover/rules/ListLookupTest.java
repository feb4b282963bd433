package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListIndex;
import io.windhover.rules.lists.ListKey;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that look values up in lists, which change under them. */
class ListLookupTest {
    private static final String RULES = """
            title: Raw
            logsource: {product: aws}
            detection: {s: {'ip|lookup': bad}, condition: s}
            ---
            title: Anywhere
            logsource: {product: aws}
            detection: {s: {'|lookup': bad}, condition: s}
            ---
            title: Observable
            logsource: {product: cloud}
            detection: {s: {'ocsf.observables.value|lookup': bad}, condition: s}
            """;

    private final ListIndex lists = new ListIndex(100);
    private final RuleSetOf rules = RuleSetOf.files("a.yml", RULES).withoutErrors();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.0/24      | {'ip':'192.0.2.9'}               | Raw Anywhere",
                "192.0.2.9         | {'a':['x',{'b':'192.0.2.9'}]}    | Anywhere",
                "Evil.Example      | {'ip':'eVIL.example'}            | Raw Anywhere",
                "evil.example      | {'evil.example':'x'}             | ''",
                "50053             | {'ip':50053.0}                   | Raw Anywhere",
                "true              | {'ip':true}                      | Raw Anywhere",
                "ärger             | {'ip':'\\u00c4rger'}             | Raw Anywhere",
                "198.51.100.0/24   | {'ip':'x'}                       | Observable",
                "ARN:aws:iam::123456789012:user/ada | {'ip':'x'}      | Observable",
                "CreateUser        | {'ip':'x'}                       | ''"
            })
    void shouldFindValuesWhereverTheRuleLooks(String listed, String event, String matching) throws Exception {
        put(listed, null);

        assertThat(rules.matching(event.replace('\'', '"'), lists))
                .containsExactly(matching.isEmpty() ? new String[0] : matching.split(" "));
    }

    @Test
    void shouldFollowTheListsWithoutBeingCompiledAgain() throws Exception {
        String event = "{\"ip\":\"192.0.2.9\"}";
        assertThat(rules.matching(event, lists)).isEmpty();

        put("192.0.2.9", null);
        assertThat(rules.matching(event, lists)).containsExactly("Raw", "Anywhere");

        lists.remove(ListKey.of("bad", "192.0.2.9", ""));
        assertThat(rules.matching(event, lists)).isEmpty();
    }

    /** The test's events happen at the epoch. */
    @Test
    void shouldLetAnEntryExpireByTheEventsTime() throws Exception {
        String event = "{\"ip\":\"192.0.2.9\"}";

        put("192.0.2.9", Instant.EPOCH);
        assertThat(rules.matching(event, lists)).isEmpty();

        put("192.0.2.9", Instant.EPOCH.plusMillis(1));
        assertThat(rules.matching(event, lists)).containsExactly("Raw", "Anywhere");
    }

    @Test
    void shouldWarnOfListsThatNobodyGave() {
        RuleSet ruleSet = rules.compilation().ruleSet();

        assertThat(ruleSet.missingLists(Set.of("bad"))).isEmpty();
        assertThat(ruleSet.missingLists(Set.of("bat", "good")))
                .hasSize(3)
                .first()
                .hasToString("a.yml:3:30: warning: No list is called 'bad'. (did you mean 'bat'?)");
    }

    private void put(String value, Instant expires) throws InvalidListEntryException {
        lists.put(ListKey.of("bad", value, ""), expires);
    }
}
