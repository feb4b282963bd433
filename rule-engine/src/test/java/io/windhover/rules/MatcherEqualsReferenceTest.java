package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.reference.Generator;
import io.windhover.rules.reference.Json;
import io.windhover.rules.reference.ReferenceInterpreter;
import io.windhover.rules.source.Position;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The optimised matcher means what the reference interpreter says, for whatever rules and events. */
class MatcherEqualsReferenceTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 3000);
    private static final long FIRST_SEED = Long.getLong("windhover.property.seed", 20261101L);
    private static final int RULES = 12;
    private static final int EVENTS = 6;

    @Test
    void shouldMatchWhatTheReferenceInterpreterMatches() throws Exception {
        int matches = 0;
        for (int round = 0; round < ROUNDS; round++) {
            matches += round(FIRST_SEED + round);
        }
        // Else the generator no longer makes rules and events that meet.
        assertThat(matches).isGreaterThan(ROUNDS * RULES * EVENTS / 20);
    }

    private static int round(long seed) throws IOException, MalformedJsonException {
        // Given
        Generator generator = new Generator(seed);
        List<Rule> rules = IntStream.range(0, RULES)
                .mapToObj(number -> rule(number, generator))
                .toList();
        RuleMatcher matcher = RuleSet.of(rules, Aliases.none()).newMatcher();
        int matches = 0;
        for (int i = 0; i < EVENTS; i++) {
            String event = generator.event();
            Json tree = Json.parse(event.getBytes(StandardCharsets.UTF_8));

            // When
            List<String> matched = new ArrayList<>();
            matcher.match(
                    TestEvent.cloudTrail(event),
                    (rule, said) -> matched.add(rule.reference().getUid()));

            // Then
            List<String> expected = rules.stream()
                    .filter(rule -> ReferenceInterpreter.matches(rule.condition(), tree))
                    .map(rule -> rule.reference().getUid())
                    .toList();
            assertThat(matched)
                    .describedAs(
                            "seed %d, event %s, rules %s",
                            seed,
                            event,
                            rules.stream()
                                    .filter(rule -> expected.contains(
                                                    rule.reference().getUid())
                                            != matched.contains(rule.reference().getUid()))
                                    .map(Rule::condition)
                                    .toList())
                    .isEqualTo(expected);
            matches += matched.size();
        }
        return matches;
    }

    private static Rule rule(int number, Generator generator) {
        RuleReference reference = RuleReference.newBuilder()
                .setUid(String.valueOf(number))
                .setTitle("Generated")
                .setLevel(Level.LOW)
                .setTags(List.of())
                .setReferences(List.of())
                .setFalsePositives(List.of())
                .setHash("")
                .setMode(RuleMode.LIVE)
                .build();
        return new Rule(
                reference,
                null,
                new LogSourcePattern("aws", null, null),
                generator.condition(3),
                Rule.Report.DEFAULT,
                "generated.yml",
                Position.START);
    }
}
