package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.LogSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However many rules ask one field for texts that overlap, each is told of what concerns it and of nothing else. */
class ManyRulesTest {
    private static final int RULES = 400;
    private static final int EVENTS = 60;

    @ParameterizedTest
    @CsvSource({"ab, 8, 1", "abc, 5, 2", "äöüß€, 4, 3", "abcdefghijklmnopqrstuvwxyz0123456789, 2, 4", "-, 3, 5"})
    void shouldFindEveryRuleOfAText(String letters, int longest, long seed) throws MalformedJsonException {
        // Given
        Random random = new Random(seed);
        int[] alphabet = letters.equals("-")
                ? random.ints(300, 0x3040, 0x9fff).toArray()
                : letters.codePoints().toArray();
        Map<String, Predicate<String>> wanted = new LinkedHashMap<>();
        StringBuilder file = new StringBuilder();
        for (int number = 0; number < RULES; number++) {
            String text = text(random, alphabet, random.nextInt(longest) + 1);
            String modifier =
                    List.of("", "|contains", "|startswith", "|endswith").get(random.nextInt(4));
            wanted.put(String.valueOf(number), value -> switch (modifier) {
                case "" -> value.equals(text);
                case "|contains" -> value.contains(text);
                case "|startswith" -> value.startsWith(text);
                default -> value.endsWith(text);
            });
            file.append("""
                    title: '%d'
                    logsource: {product: aws}
                    detection: {s: {'a%s': '%s'}, condition: s}
                    ---
                    """.formatted(number, modifier, text));
        }
        RuleCompiler compiler = new RuleCompiler(Aliases.none());
        RuleSet rules = compiler.compile(List.of(compiler.parse(new SourceFile("many.yml", file.toString()))))
                .ruleSet();
        assertThat(rules.rules()).hasSize(RULES);
        RuleMatcher matcher = rules.newMatcher();
        int matches = 0;
        for (int i = 0; i < EVENTS; i++) {
            String value = text(random, alphabet, random.nextInt(3 * longest));

            // When
            List<String> matched = new ArrayList<>();
            matcher.match(
                    new TestEvent(new LogSource("aws", null, null), "{\"a\":\"" + value + "\"}"),
                    (rule, said) -> matched.add(rule.reference().getTitle()));

            // Then
            assertThat(matched)
                    .describedAs(value)
                    .isEqualTo(wanted.entrySet().stream()
                            .filter(rule -> rule.getValue().test(value))
                            .map(Map.Entry::getKey)
                            .toList());
            matches += matched.size();
        }
        assertThat(matches).isPositive();
    }

    private static String text(Random random, int[] alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
