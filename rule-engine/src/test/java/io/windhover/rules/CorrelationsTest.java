package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.Pattern.Aggregate;
import io.windhover.rules.ir.Pattern.Operator;
import io.windhover.rules.ir.Pattern.Threshold;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.rules.sigma.SigmaOptions;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.RuleMode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrelationsTest {
    private static final String BASE = """
            title: Failed login
            id: 00000000-0000-4000-8000-000000000001
            name: failed
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {a: 1}, condition: s}
            ---
            title: Good login
            name: good
            logsource: {product: aws, service: cloudtrail}
            detection: {s: {a: 2}, condition: s}
            """;
    private static final String MANY = """
            title: Many failed logins
            name: many
            level: high
            correlation:
                type: event_count
                rules: failed
                timespan: 5m
                group-by: [user, sourceIPAddress]
                condition: {gte: 10, lt: 100}
            """;

    @Test
    void shouldReadACount() {
        // When
        StatefulRule correlation = only(RuleSetOf.files("a.yml", BASE, "b.yml", MANY));

        // Then
        assertThat(correlation.rules()).extracting(RuleName::text).containsExactly("failed");
        assertThat(correlation.groupBy()).containsExactly(new Field("user"), new Field("sourceIPAddress"));
        assertThat(correlation.pattern())
                .isEqualTo(new Pattern.Amount(
                        Aggregate.EVENTS,
                        Duration.ofMinutes(5),
                        List.of(
                                new Threshold(Operator.GTE, BigDecimal.TEN),
                                new Threshold(Operator.LT, BigDecimal.valueOf(100))),
                        List.of(),
                        50));
        assertThat(correlation.generate()).isEmpty();
    }

    @Test
    void shouldReadValuesWithAliasesAndAPercentile() {
        // Given
        String text = """
                title: Odd sizes
                generate: true
                correlation:
                    type: value_percentile
                    rules: [failed, good]
                    timespan: 1M
                    group-by: who
                    aliases: {who: {failed: user, good: userName}}
                    condition: {gt: 1.5, field: [size, kind], percentile: 95}
                """;

        // When
        StatefulRule correlation = only(RuleSetOf.files("a.yml", BASE, "b.yml", text));

        // Then
        assertThat(correlation.aliases())
                .isEqualTo(Map.of("who", Map.of("failed", new Field("user"), "good", new Field("userName"))));
        assertThat(correlation.pattern())
                .isEqualTo(new Pattern.Amount(
                        Aggregate.PERCENTILE,
                        Duration.ofDays(30),
                        List.of(new Threshold(Operator.GT, new BigDecimal("1.5"))),
                        List.of(new Field("size"), new Field("kind")),
                        95));
        assertThat(correlation.generate()).contains(true);
    }

    @Test
    void shouldReadATemporalConditionAndDefaultToAllRules() {
        // Given
        String text = """
                title: Then
                correlation: {type: temporal_ordered, rules: [failed, good], timespan: 1h}
                ---
                title: Without
                correlation: {type: temporal, rules: [failed, good], timespan: 1h, condition: failed and not good}
                """;

        // When
        List<StatefulRule> correlations =
                RuleSetOf.files("a.yml", BASE, "b.yml", text).withoutErrors().stateful();

        // Then
        assertThat(correlations)
                .extracting(correlation -> shape(((Pattern.Temporal) correlation.pattern()).condition()))
                .containsExactly("(and failed good)", "(and failed (not good))");
    }

    private static String shape(Condition condition) {
        if (condition instanceof Condition.Named named) {
            return named.name();
        } else if (condition instanceof Condition.And and) {
            return "(and "
                    + String.join(
                            " ",
                            and.operands().stream().map(CorrelationsTest::shape).toList()) + ")";
        }
        return "(not " + shape(((Condition.Not) condition).operand()) + ")";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    event_count  | evnt_count  | Unknown type 'evnt_count'
                    5m           | soon        | a 'timespan'
                    rules: failed| rules: []   | names no 'rules'
                    rules: failed| rules: flied| No rule has the id or name 'flied'
                    {gte: 10, lt: 100} | {}    | compares with no number
                    {gte: 10, lt: 100} | {gte: x}            | needs a number
                    {gte: 10, lt: 100} | {gte: 1, field: f}  | Only a correlation of values
                    {gte: 10, lt: 100} | {gte: 1, most: 2}   | Unknown key 'most'
                    {gte: 10, lt: 100} | failed              | needs a 'condition'
                    event_count  | value_count | names the 'field'
                    event_count  | temporal    | !
                    group-by     | group       | Unknown key 'group'
                    """)
    void shouldSayWhatIsWrong(String part, String instead, String message) {
        // When
        RuleSetOf rules = RuleSetOf.files("a.yml", BASE, "b.yml", MANY.replace(part, instead));

        // Then
        if (message.equals("!")) {
            assertThat(rules.errors()).isEmpty();
        } else {
            assertThat(rules.errors()).anyMatch(error -> error.contains(message));
            assertThat(rules.stateful()).isEmpty();
        }
        assertThat(rules.titles()).containsExactly("Failed login", "Good login");
    }

    @Test
    void shouldRefuseANormalisedFieldThatThereIsNoneOf() {
        // When
        RuleSetOf rules = RuleSetOf.files("a.yml", BASE, "b.yml", MANY.replace("user,", "ocsf.actor.usr.uid,"));

        // Then
        assertThat(rules.errors())
                .singleElement()
                .asString()
                .startsWith("b.yml:8:16: error: No normalised field is called 'ocsf.actor.usr.uid'.");
        assertThat(rules.stateful()).isEmpty();
    }

    @Test
    void shouldWarnOfAFieldThatTheEventsOfItsRulesDoNotHave() {
        // When
        RuleSetOf rules = RuleSetOf.files(
                Aliases.standard(),
                SigmaOptions.DEFAULT,
                "a.yml",
                BASE.replace("a: ", "eventName: "),
                "b.yml",
                MANY.replace("user, sourceIPAddress", "sourceIpAdress"));

        // Then
        assertThat(rules.warnings()).anySatisfy(warning -> assertThat(warning)
                .contains("Events of aws/cloudtrail have no field 'sourceIpAdress'.", "sourceIPAddress"));
        assertThat(rules.stateful()).hasSize(1);
    }

    @Test
    void shouldChainCorrelationsButRefuseACycle() {
        // Given
        String chained = correlation("Twice", "twice", "many");
        String knot = correlation("Knot 1", "knot-1", "knot-2") + "---\n" + correlation("Knot 2", "knot-2", "knot-1");

        // When
        RuleSetOf rules = RuleSetOf.files("a.yml", BASE, "b.yml", MANY, "c.yml", chained, "d.yml", knot);

        // Then
        assertThat(rules.stateful())
                .extracting(correlation -> correlation.reference().getTitle())
                .containsExactly("Many failed logins", "Twice");
        assertThat(rules.errors()).hasSize(2).allMatch(error -> error.contains("leads back to itself"));
    }

    @Test
    void shouldRefuseACorrelationOfItself() {
        assertThat(RuleSetOf.files("a.yml", correlation("Self", "self", "self")).errors())
                .singleElement()
                .asString()
                .contains("leads back to itself");
    }

    @Test
    void shouldSayOfEachRuleThatLooksAtARefusedOneAndSilenceNothingForIt() {
        // Given
        String refused = MANY.replace("rules: failed", "rules: nobody");
        String above = correlation("Twice", "twice", "many") + "---\n" + correlation("Thrice", "thrice", "twice");

        // When
        RuleSetOf rules = RuleSetOf.files("a.yml", BASE + "---\n" + above + "---\n" + refused);

        // Then
        assertThat(rules.stateful()).isEmpty();
        assertThat(rules.errors())
                .hasSize(3)
                .anyMatch(error -> error.contains("No rule has the id or name 'nobody'."))
                .anyMatch(error -> error.contains("The rule 'many' has errors of its own: mend it first."))
                .anyMatch(error -> error.contains("The rule 'twice' has errors of its own: mend it first."));
        assertThat(rules.titles()).containsExactly("Failed login", "Good login");
    }

    private static String correlation(String title, String name, String rule) {
        return """
                title: %s
                name: %s
                correlation: {type: event_count, rules: %s, timespan: 1h, condition: {gte: 2}}
                """.formatted(title, name, rule);
    }

    @Test
    void shouldSilenceTheRulesOfItsOwnFileUnlessItSaysOtherwise() {
        assertThat(RuleSetOf.files("a.yml", BASE + "---\n" + MANY).titles()).containsExactly("Good login");
        assertThat(RuleSetOf.files("a.yml", BASE + "---\n" + MANY + "generate: true\n")
                        .titles())
                .containsExactly("Failed login", "Good login");
        assertThat(RuleSetOf.files("a.yml", BASE, "b.yml", MANY).titles())
                .containsExactly("Failed login", "Good login");
        assertThat(RuleSetOf.files("a.yml", BASE, "b.yml", MANY + "    generate: false\n")
                        .titles())
                .containsExactly("Good login");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    event_count         | value_count          | false
                    rules: failed       | rules: [failed,good] | false
                    5m                  | 6m                   | false
                    group-by: [user,    | group-by: [          | false
                    gte: 10             | gt: 10               | false
                    gte: 10             | gte: 11              | false
                    lt: 100}            | lt: 100, field: f}   | false
                    level: high         | windhover: {state-version: 2} | false
                    level: high         | level: low           | true
                    level: high         | windhover: {owner: me} | true
                    Many failed logins  | Too many             | true
                    """)
    void shouldHashWhatShapesTheStateAndNothingElse(String part, String instead, boolean same) {
        // Given: of values, so that it may have a field
        String base = MANY.replace("event_count", "value_sum").replace("lt: 100}", "lt: 100, field: g}");
        String changed = base.replace("lt: 100, field: g}", part.startsWith("lt") ? part : "lt: 100, field: g}")
                .replace("value_sum", part.equals("event_count") ? part : "value_sum")
                .replace(part, instead);

        // When, Then
        String hash =
                only(RuleSetOf.files("a.yml", BASE, "b.yml", base)).reference().getHash();
        assertThat(only(RuleSetOf.files("a.yml", BASE, "b.yml", changed))
                        .reference()
                        .getHash()
                        .equals(hash))
                .isEqualTo(same);
    }

    @Test
    void shouldHashAConditionOverRulesAndTheAliases() {
        // Given
        String text = """
                title: Then
                correlation:
                    type: temporal
                    rules: [failed, good]
                    timespan: 1h
                    group-by: who
                    aliases: {who: {failed: user, good: userName}}
                    condition: failed and not good
                """;

        // When
        List<String> hashes = Stream.of(
                        text,
                        text.replace("and not", "or not"),
                        text.replace("failed and not good", "good and not failed"),
                        text.replace("good: userName", "good: name"))
                .map(changed -> only(RuleSetOf.files("a.yml", BASE, "b.yml", changed))
                        .reference()
                        .getHash())
                .toList();

        // Then
        assertThat(hashes).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {gte: 5, field: f, percentile: 0}   |                            | 0
                    {gte: 5, field: f, percentile: 100} |                            | 100
                    {gte: 5, field: f, percentile: 9.0} |                            | 9
                    {gte: 5}                            | field: f, percentile: 99,  | 99
                    {gte: 5, field: f}                  | field: g, percentile: 1,   | 1
                    {gte: 5, field: f}                  |                            | 50
                    """)
    void shouldReadFieldAndPercentileInEitherPlace(String condition, String before, int percentile) {
        // Given
        String text = "title: Odd\ncorrelation: {type: value_percentile, rules: failed, timespan: 1h, "
                + (before == null ? "" : before) + " condition: " + condition + "}\n";

        // When
        Pattern.Amount number = (Pattern.Amount)
                only(RuleSetOf.files("a.yml", BASE, "b.yml", text)).pattern();

        // Then
        assertThat(number.fields()).containsExactly(new Field("f"));
        assertThat(number.percentile()).isEqualTo(percentile);
    }

    @Test
    void shouldLoadARetiredCorrelationOnlyOnRequest() {
        // Given
        String retired = MANY + "status: deprecated\n";

        // When, Then
        assertThat(RuleSetOf.files("a.yml", BASE, "b.yml", retired).stateful()).isEmpty();
        assertThat(only(RuleSetOf.files(new SigmaOptions(true, Map.of(), false), "a.yml", BASE, "b.yml", retired))
                        .name())
                .isEqualTo("many");
    }

    @Test
    void shouldCarryItsSectionAndRunInTheLowerOfTwoModes() {
        // Given
        String text = MANY + "windhover: {owner: cloud-team, period: 2h, threshold: 3, entity: user, triage: Look.}\n";
        RuleCompiler compiler = new RuleCompiler(Aliases.none());

        // When
        StatefulRule correlation = compiler.compile(List.of(
                        compiler.parse(new SourceFile("a.yml", BASE)),
                        compiler.parse(new SourceFile("b.yml", text)).limitedTo(RuleMode.SHADOW)))
                .sound()
                .stateful()
                .get(0)
                .rule();

        // Then
        assertThat(correlation.reference().getOwner()).isEqualTo("cloud-team");
        assertThat(correlation.reference().getPeriod()).isEqualTo(7_200_000);
        assertThat(correlation.reference().getThreshold()).isEqualTo(3);
        assertThat(correlation.reference().getTriage()).containsExactly("Look.");
        assertThat(correlation.reference().getMode()).isEqualTo(RuleMode.SHADOW);
        assertThat(correlation.report().entity()).containsExactly(new Field("user"));
        assertThat(correlation.file()).isEqualTo("b.yml");
    }

    @Test
    void shouldNameRulesByIdToo() {
        // Given
        String byId = MANY.replace("rules: failed", "rules: 00000000-0000-4000-8000-000000000001");

        // When, Then
        assertThat(RuleSetOf.files("a.yml", BASE, "b.yml", byId + "generate: false\n")
                        .titles())
                .containsExactly("Good login");
    }

    private static StatefulRule only(RuleSetOf rules) {
        assertThat(rules.withoutErrors().stateful()).hasSize(1);
        return rules.stateful().get(0);
    }
}
