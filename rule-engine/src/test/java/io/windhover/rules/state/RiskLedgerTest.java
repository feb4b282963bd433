package io.windhover.rules.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.RiskPolicy.Condition;
import io.windhover.rules.ir.RiskPolicy.Multiplier;
import io.windhover.rules.ir.RiskPolicy.Score;
import io.windhover.rules.ir.RiskPolicy.Tactics;
import io.windhover.rules.ir.RiskPolicy.When;
import io.windhover.rules.source.Position;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RiskLedgerTest {
    /** Midnight: spans of a day begin with it. */
    private static final Instant MIDNIGHT = Instant.parse("2026-03-02T00:00:00Z");

    private static final Duration DAY = Duration.ofDays(1);
    private static final List<String> NO_TAGS = List.of();
    private static final List<Level> LEVELS = List.of(Level.LOW, Level.MEDIUM, Level.HIGH, Level.CRITICAL);

    private RiskPolicy policy = policy(false, new Score(100));
    private RiskLedger ledger = RiskLedger.empty();

    private record Given(long rule, Level level, List<String> tags, Instant time) {}

    @Test
    void shouldAddUpTheAlertsOfSeveralRules() {
        assertThat(add(1, Level.HIGH, NO_TAGS, MIDNIGHT)).isEmpty();

        assertThat(add(2, Level.HIGH, NO_TAGS, MIDNIGHT)).hasValueSatisfying(verdict -> {
            assertThat(verdict.score()).isEqualTo(100);
            assertThat(verdict.at()).isEqualTo(MIDNIGHT);
            assertThat(verdict.parts()).containsExactly(new RiskVerdict.Part(1, 50), new RiskVerdict.Part(2, 50));
        });
    }

    @Test
    void shouldCountARuleOnceForEachSpan() {
        policy = policy(false, new Score(60));
        for (int minute = 0; minute < 24 * 60; minute += 7) {
            assertThat(add(1, Level.HIGH, NO_TAGS, MIDNIGHT.plus(Duration.ofMinutes(minute))))
                    .isEmpty();
        }
        assertThat(ledger.contributions()).hasSize(1);

        // The next day it counts again, and the day before by half.
        assertThat(add(1, Level.HIGH, NO_TAGS, MIDNIGHT.plus(DAY)))
                .hasValueSatisfying(verdict -> assertThat(verdict.score()).isBetween(98.0, 100.0));
    }

    @Test
    void shouldHalvePointsWithinTheHalfLife() {
        policy = policy(false, new Score(1));
        add(1, Level.HIGH, NO_TAGS, MIDNIGHT);

        Optional<RiskVerdict> later = add(2, Level.LOW, NO_TAGS, MIDNIGHT.plus(DAY));

        assertThat(later)
                .hasValueSatisfying(verdict -> assertThat(verdict.score()).isCloseTo(30, within(1e-9)));
    }

    @Test
    void shouldTakeTheGravestAlertOfARule() {
        policy = policy(false, new Score(1));
        add(1, Level.LOW, NO_TAGS, MIDNIGHT);

        assertThat(add(1, Level.CRITICAL, NO_TAGS, MIDNIGHT))
                .hasValueSatisfying(verdict -> assertThat(verdict.score()).isEqualTo(80));
    }

    @Test
    void shouldCountTacticsWithinTheirSpan() {
        policy = policy(false, new Tactics(3, Duration.ofDays(7)));
        add(1, Level.LOW, List.of("attack.persistence", "attack.t1098"), MIDNIGHT);
        assertThat(add(2, Level.LOW, List.of("attack.discovery"), MIDNIGHT.plus(Duration.ofDays(6))))
                .isEmpty();

        assertThat(add(3, Level.LOW, List.of("attack.impact"), MIDNIGHT.plus(Duration.ofDays(8))))
                .isEmpty();
        assertThat(add(4, Level.LOW, List.of("attack.persistence"), MIDNIGHT.plus(Duration.ofDays(9))))
                .hasValueSatisfying(verdict -> assertThat(verdict.tactics())
                        .containsExactly(RiskTactic.PERSISTENCE, RiskTactic.DISCOVERY, RiskTactic.IMPACT));
    }

    @Test
    void shouldAskForAllConditionsOrForAny() {
        List<String> three = List.of("attack.persistence", "attack.discovery", "attack.impact");
        policy = policy(true, new Score(100), new Tactics(3, DAY));
        assertThat(add(1, Level.HIGH, three, MIDNIGHT)).isEmpty();
        assertThat(add(2, Level.HIGH, NO_TAGS, MIDNIGHT)).isPresent();

        policy = policy(false, new Score(100), new Tactics(3, DAY));
        ledger = RiskLedger.empty();
        assertThat(add(1, Level.HIGH, three, MIDNIGHT)).isPresent();
    }

    @Test
    void shouldFindALateAlertToHaveMadeRiskHighThen() {
        add(1, Level.HIGH, NO_TAGS, MIDNIGHT);
        add(3, Level.LOW, NO_TAGS, MIDNIGHT.plus(Duration.ofDays(3)));

        assertThat(add(2, Level.HIGH, NO_TAGS, MIDNIGHT))
                .hasValueSatisfying(verdict -> assertThat(verdict.at()).isEqualTo(MIDNIGHT));
    }

    @Test
    void shouldTakeBackWhatWasHarmless() {
        add(1, Level.HIGH, NO_TAGS, MIDNIGHT);
        add(1, Level.HIGH, NO_TAGS, MIDNIGHT.plus(Duration.ofDays(3)));
        add(2, Level.LOW, NO_TAGS, MIDNIGHT);

        ledger = ledger.without(policy, 1, MIDNIGHT.minusSeconds(60), MIDNIGHT.plusSeconds(60));

        assertThat(ledger.contributions()).extracting(RiskContribution::rule).containsExactly(2L, 1L);
        assertThat(add(3, Level.HIGH, NO_TAGS, MIDNIGHT)).isEmpty();
    }

    @Test
    void shouldGiveNoPointsForALevelWithoutAny() {
        assertThat(RiskLedger.contribution(policy, 1, Level.INFORMATIONAL, NO_TAGS, 1, MIDNIGHT))
                .isEmpty();
    }

    @Test
    void shouldMultiplyForTheListsInWhichAnEntityStands() {
        assertThat(policy.factor(list -> true)).isEqualTo(3);
        assertThat(policy.factor("privileged"::equals)).isEqualTo(1.5);
        assertThat(policy.factor(list -> false)).isEqualTo(1);
    }

    @Test
    void shouldStayBoundedAndForget() {
        IntStream.range(0, 1_000)
                .forEach(i -> add(i, Level.LOW, NO_TAGS, MIDNIGHT.plus(Duration.ofMinutes(i * 37L % 10_000))));
        assertThat(ledger.contributions()).hasSize(RiskLedger.MOST);

        add(1, Level.LOW, NO_TAGS, MIDNIGHT.plus(Duration.ofDays(60)));
        assertThat(ledger.contributions()).hasSize(1);
    }

    @Test
    void shouldNeverGiveATacticAnotherPlace() {
        assertThat(RiskTactic.bits(List.of("attack.defense-impairment"))).isEqualTo(1 << 15);
        assertThat(RiskTactic.bits(List.of("attack.initial-access", "attack.t1078", "other.impact")))
                .isEqualTo(4);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    /** The laws: the ledger, and whether risk was ever high, depend neither on order nor on repetition. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldComeToTheSameInAnyOrder(long seed) {
        Random random = new Random(seed);
        policy = policy(random.nextBoolean(), new Score(60 + random.nextInt(60)), new Tactics(3, DAY.multipliedBy(3)));
        List<String> tags = List.of("attack.persistence", "attack.discovery", "attack.impact", "attack.execution");
        List<Given> all = IntStream.range(0, 1 + random.nextInt(14))
                .mapToObj(i -> new Given(
                        random.nextInt(6),
                        LEVELS.get(random.nextInt(LEVELS.size())),
                        List.of(tags.get(random.nextInt(tags.size()))),
                        MIDNIGHT.plusSeconds(random.nextInt(3 * 86_400))))
                .collect(Collectors.toCollection(ArrayList::new));
        all.sort(Comparator.comparing(Given::time));

        boolean reached = addAll(all);
        RiskLedger inOrder = ledger;
        all.addAll(all.subList(0, all.size() / 2));
        Collections.shuffle(all, random);
        ledger = RiskLedger.empty();

        assertThat(addAll(all)).isEqualTo(reached);
        assertThat(ledger).isEqualTo(inOrder);
    }

    private boolean addAll(List<Given> alerts) {
        boolean reached = false;
        for (Given alert : alerts) {
            reached |= add(alert.rule, alert.level, alert.tags, alert.time).isPresent();
        }
        return reached;
    }

    private Optional<RiskVerdict> add(long rule, Level level, List<String> tags, Instant time) {
        ledger = ledger.with(
                policy,
                RiskLedger.contribution(policy, rule, level, tags, 1, time).orElseThrow());
        return ledger.judge(policy, time);
    }

    private static RiskPolicy policy(boolean all, Condition... conditions) {
        return new RiskPolicy(
                RuleReference.newBuilder()
                        .setUid("risk")
                        .setTitle("Risk")
                        .setLevel(Level.HIGH)
                        .setHash("1")
                        .build(),
                Map.of(Level.LOW, 5.0, Level.MEDIUM, 20.0, Level.HIGH, 50.0, Level.CRITICAL, 80.0),
                List.of(
                        new Multiplier("privileged", 1.5, new Position(1, 1)),
                        new Multiplier("exposed", 2, new Position(1, 1))),
                DAY,
                DAY,
                new When(all, List.of(conditions)),
                "risk.yml",
                new Position(1, 1));
    }
}
