package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.SourceFile;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is made to be expensive is bounded: refused, or read in linear time; no hang, no stack overflow. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class HostileInputTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 3000);
    private static final String HEAD = "title: x\nlogsource: {product: aws}\ndetection:\n";

    @Test
    void shouldRefuseARuleOfTenMegabytes() {
        assertRefused(HEAD + "    s: {a: [" + "'x',".repeat(2_500_000) + "y]}\n    condition: s\n", "larger than");
    }

    @Test
    void shouldRefuseAliasesThatExplode() {
        // Given
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String before = "*a" + (i - 1);
            text.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(before, before, before, before))));
        }

        // When, Then
        assertRefused(text.append(HEAD).toString(), "values, aliases written out");
    }

    @Test
    void shouldRefuseAnAliasOfItself() {
        assertRefused("a: &a [*a]\n" + HEAD, "anchored");
    }

    @Test
    void shouldRefuseNestedCollections() {
        assertRefused(HEAD + "    s: " + "[".repeat(10_000) + "]".repeat(10_000), "levels deep");
        assertRefused(HEAD + "    s: " + "{a: ".repeat(10_000) + "}".repeat(10_000), "levels deep");
        assertRefused("- ".repeat(10_000) + "x", "levels deep");
    }

    @Test
    void shouldRefuseNestedParentheses() {
        assertRefused(
                HEAD + "    s: {a: 1}\n    condition: " + "(".repeat(10_000) + "s" + ")".repeat(10_000), "nested more");
    }

    @Test
    void shouldReadALongChainOfNegations() throws Exception {
        // When
        RuleSetOf rules =
                RuleSetOf.files("a.yml", HEAD + "    s: {a: 1}\n    condition: " + "not ".repeat(10_001) + "s\n");

        // Then
        assertThat(rules.withoutErrors().matching("{\"a\":2}")).containsExactly("x");
    }

    @Test
    void shouldRefuseExpressionsMadeToExplode() {
        assertRefused(rule("a|re: '((a{1,100}){1,100}){1,100}'"), "repeats too much");
        assertRefused(rule("a|re: '(x{1000}y{1000}){1000}'"), "repeats too much");
        assertRefused(rule("a|re: '" + "(".repeat(2000) + "a" + ")".repeat(2000) + "'"), "nests groups");
        assertRefused(rule("a|re: '" + "a".repeat(5000) + "'"), "4096 characters");
    }

    @Test
    void shouldTakeExpressionsThatRepeatSideBySide() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", rule("a|re: '^[a-f0-9]{64}:(x{64}:){2}y{0,99}$'"))
                .withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"a\":\"" + "a".repeat(64) + ":" + ("x".repeat(64) + ":").repeat(2) + "\"}"))
                .containsExactly("x");
    }

    @Test
    void shouldMatchAnExpressionThatBacktrackersChokeOnInLinearTime() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", rule("a|re: '^(a+)+$'")).withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"a\":\"" + "a".repeat(100_000) + "!\"}")).isEmpty();
        assertThat(rules.matching("{\"a\":\"" + "a".repeat(100_000) + "\"}")).containsExactly("x");
    }

    @Test
    void shouldMatchManyWildcardsWithoutBacktracking() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", rule("a: '" + "*a".repeat(500) + "*b'"))
                .withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"a\":\"" + "a".repeat(100_000) + "\"}")).isEmpty();
        assertThat(rules.matching("{\"a\":\"" + "a".repeat(100_000) + "b\"}")).containsExactly("x");
    }

    @Test
    void shouldRefuseDashesThatMultiply() {
        assertRefused(rule("a|windash: '" + " -x".repeat(40) + "'"), "more than");
    }

    @Test
    void shouldRefuseAnEventNestedAThousandDeep() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", rule("a.a.a: 1")).withoutErrors();

        // When, Then
        assertThatThrownBy(() -> rules.matching("{\"a\":".repeat(1000) + "1" + "}".repeat(1000)))
                .isInstanceOf(MalformedJsonException.class)
                .hasMessageContaining("levels deep");
        assertThat(rules.matching("{\"a\":".repeat(3) + "1" + "}".repeat(3))).containsExactly("x");
    }

    @Test
    void shouldTakeHugeNumbersAsText() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files(
                        "a.yml",
                        rule("a|gt: 5"),
                        "b.yml",
                        rule("a: '1e999999999'").replace("title: x", "title: y"))
                .withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"a\":1e999999999}")).containsExactly("y");
        assertThat(rules.matching("{\"a\":" + "9".repeat(200_000) + "}")).isEmpty();
    }

    @Test
    void shouldReadAnEventWithManyValuesInAField() throws Exception {
        // Given
        RuleSetOf rules = RuleSetOf.files("a.yml", rule("a|contains: needle")).withoutErrors();

        // When, Then
        assertThat(rules.matching("{\"a\":[" + "\"x\",".repeat(100_000) + "\"a needle\"]}"))
                .containsExactly("x");
    }

    @Test
    void shouldSurviveWhateverStandsInAFile() {
        // Given
        String good =
                HEAD + "    s: {a|contains: [x, '*y'], b|re: 'z+'}\n    k: [w]\n    condition: s or not 1 of k*\n";
        String noise = "{}[]:,|&*'\"\\#%@!?-\n\t ()<>=~`x1é\u0000";
        RuleCompiler compiler = new RuleCompiler(Aliases.none());
        for (long seed = 1; seed <= ROUNDS; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(good);
            for (int i = random.nextInt(6) + 1; i > 0; i--) {
                int at = random.nextInt(text.length());
                text.replace(at, at + random.nextInt(2), String.valueOf(noise.charAt(random.nextInt(noise.length()))));
            }

            // When
            ParsedFile parsed = compiler.parse(new SourceFile("seed " + seed, text.toString()));
            Compilation compilation = compiler.compile(List.of(parsed));

            // Then: either it runs or it says why not
            assertThat(compilation.ruleSet().rules().isEmpty())
                    .describedAs("seed %d", seed)
                    .isEqualTo(compilation.issues().stream().anyMatch(issue -> issue.isError()));
        }
    }

    private static String rule(String item) {
        return HEAD + "    s:\n        " + item + "\n    condition: s\n";
    }

    private static void assertRefused(String text, String message) {
        RuleSetOf rules = RuleSetOf.files("a.yml", text);
        assertThat(rules.titles()).isEmpty();
        assertThat(rules.errors()).isNotEmpty().anyMatch(error -> error.contains(message));
    }
}
