package io.windhover.rules.state;

import static io.windhover.rules.state.Observed.accepted;
import static io.windhover.rules.state.Observed.on;
import static io.windhover.rules.state.Observed.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Pattern.Learning;
import io.windhover.rules.ir.Pattern.NewValue;
import io.windhover.rules.state.Fold.Progress;
import io.windhover.schemas.Observation;
import io.windhover.schemas.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NewValueFoldTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 100);
    private static final long FIRST_SEED = Long.getLong("windhover.property.seed", 20261101L);
    private static final Learning NONE = new Learning(Duration.ZERO, 0);
    private static final Learning TEN_DAYS = new Learning(Duration.ofDays(10), 0);
    private static final long DAY = StateHeader.day(Observed.START.toEpochMilli());

    @Test
    void shouldFireOnAValueThatIsNewAfterLearningAndSayWhatIsUsual() {
        // Given
        List<Observation> history = new ArrayList<>();
        IntStream.range(0, 30).forEach(day -> history.add(on(day, "FR")));
        history.add(on(3, "BE"));
        history.add(on(31, "BE"));
        Observation strange = Observation.newBuilder(on(34, "DE"))
                .setCarried(Map.of("ip", "203.0.113.7"))
                .build();
        history.add(strange);

        // When
        Replayed replayed = Replayed.through(fold(TEN_DAYS, true), history);

        // Then
        assertThat(replayed.messages()).containsExactly("first DE in 34 days, usual: FR (30 days), BE (2 days)");
        Fired fired = replayed.fired().get(0);
        assertThat(fired.deciding()).isEqualTo(strange.getEvidence());
        assertThat(fired.related()).isEmpty();
        assertThat(fired.group()).containsExactly("alice");
        assertThat(fired.values()).containsExactly("DE");
        assertThat(fired.carried()).isEqualTo(Map.of("ip", "203.0.113.7"));
        assertThat(fired.silent()).isFalse();
        assertThat(fired.reasons())
                .containsExactly(
                        new Reason("new value", "DE"),
                        new Reason("usual", "FR (30 days), BE (2 days)"),
                        new Reason("known for", "34 days"),
                        new Reason("sightings", "32"));
    }

    @Test
    void shouldLearnUntilThePeriodIsOver() {
        Fold fold = fold(TEN_DAYS, true);

        assertThat(Replayed.through(fold, on(0, "FR"), on(9, "DE")).fired()).isEmpty();
        assertThat(Replayed.through(fold, on(0, "FR"), on(10, "DE")).fired()).hasSize(1);
    }

    @Test
    void shouldNotEndLearningWithAnEventOfLongAgo() {
        Fold fold = fold(TEN_DAYS, true);

        assertThat(Replayed.through(fold, on(0, "FR"), on(-20_000, "FR"), on(-20_000, "DE"), on(9, "DE"))
                        .fired())
                .isEmpty();
        assertThat(Replayed.through(fold, on(-20_000, "FR"), on(0, "FR"), on(9, "DE"))
                        .fired())
                .isEmpty();
    }

    @Test
    void shouldLearnAsLongInWhicheverOrderTwoDaysComeThatAreAsFarApartAsTheExpiry() {
        Fold fold = fold(TEN_DAYS, true);

        for (int gap = 89; gap <= 93; gap++) {
            assertThat(Replayed.through(fold, on(0, "FR"), on(-gap, "FR"), on(9, "DE"))
                            .episodes(Replayed::valuesAndDay))
                    .as("%d days apart", gap)
                    .isEqualTo(Replayed.through(fold, on(-gap, "FR"), on(0, "FR"), on(9, "DE"))
                            .episodes(Replayed::valuesAndDay));
        }
    }

    @Test
    void shouldLearnUntilThereWereEnoughSightingsOnTheDaysBefore() {
        // Given
        Fold fold = fold(new Learning(Duration.ZERO, 3), true);

        // Then
        assertThat(Replayed.through(fold, on(0, "a"), on(1, "a"), on(2, "a"), on(2, "b"))
                        .fired())
                .isEmpty();
        assertThat(Replayed.through(fold, on(0, "a"), on(1, "a"), on(2, "a"), on(3, "b"))
                        .fired())
                .hasSize(1);
        assertThat(Replayed.through(fold, on(0, "a"), on(0, "b"), on(1, "a"), on(2, "c"))
                        .fired())
                .hasSize(1);
    }

    @Test
    void shouldJudgeFromTheSecondValueOnWithoutLearning() {
        Replayed replayed = Replayed.through(fold(NONE, true), on(0, "FR"), on(0, "FR"), on(0, "DE"), on(0, "DE"));

        assertThat(replayed.messages()).containsExactly("first DE, usual: FR (1 day)");
    }

    @Test
    void shouldTellTuplesApart() {
        // Given
        String longText = "arn:aws:iam::111122223333:role/a-rather-long-name";

        // When
        Replayed replayed = Replayed.through(
                fold(NONE, true),
                on(0, "a", "b\nc"),
                on(0, "a\nb", "c"),
                on(0, longText + "1", "x"),
                on(0, longText + "2", "x"),
                on(1, longText + "2", "x"));

        // Then
        assertThat(replayed.fired())
                .extracting(Fired::values)
                .containsExactly(List.of("a\nb", "c"), List.of(longText + "1", "x"), List.of(longText + "2", "x"));
        assertThat(replayed.messages()).noneMatch(message -> message.contains("\n"));
    }

    @Test
    void shouldIgnoreATupleWithAnEmptyValue() {
        Fold fold = fold(NONE, true);

        Replayed replayed = Replayed.through(fold, on(0, "", "b"), on(1, "a", ""));

        assertThat(replayed.fired()).isEmpty();
        assertThat(replayed.state()).isEmpty();
    }

    @Test
    void shouldReturnTheVeryStateWhereNothingIsNew() {
        // Given
        Fold fold = fold(TEN_DAYS, true);
        byte[] state =
                Replayed.through(fold, on(0, "FR"), on(1, "DE"), on(1, "FR")).state();

        // Then
        for (Observation again : List.of(on(0, "FR"), on(1, "FR"), on(1, "DE"), silent(on(1, "DE")))) {
            assertThat(fold.observe(state, again, Fold.NO_WATERMARK).state()).isSameAs(state);
        }
        assertThat(fold.needsOnlyNovelties()).isTrue();
    }

    @Test
    void shouldLearnSilentlyAndNeverFire() {
        // When
        Replayed replayed =
                Replayed.through(fold(TEN_DAYS, false), on(20, "FR"), silent(on(5, "DE")), on(21, "DE"), on(21, "IT"));

        // Then: the silent one also shows that the group is known since longer
        assertThat(replayed.fired()).extracting(Fired::values).containsExactly(List.of("IT"));
        assertThat(replayed.messages()).containsExactly("first IT in 16 days, usual: DE (2 days), FR (1 day)");
    }

    @Test
    void shouldFireAgainOnLaterDaysUntilAnAnalystAccepts() {
        // Given
        Fold fold = fold(TEN_DAYS, false);

        // When
        Replayed replayed = Replayed.through(
                fold,
                on(0, "FR"),
                on(12, "DE"),
                on(12, "DE"),
                on(13, "DE"),
                silent(on(14, "DE")),
                on(14, "DE"),
                accepted(15, "DE"),
                on(16, "DE"));

        // Then
        assertThat(replayed.messages())
                .containsExactly(
                        "first DE in 12 days, usual: FR (1 day)",
                        "not accepted yet: DE, usual: FR (1 day)",
                        "not accepted yet: DE, usual: FR (1 day)");
        assertThat(replayed.fired().get(1).reasons()).contains(new Reason("alerted since", "2026-01-13"));
    }

    @Test
    void shouldKnowWhatWasAcceptedBeforeItWasSeen() {
        Fold fold = fold(TEN_DAYS, false);

        assertThat(Replayed.through(fold, on(0, "FR"), accepted(11, "DE"), on(12, "DE"))
                        .fired())
                .isEmpty();
    }

    @Test
    void shouldForgetAValueThatWasNotSeenForTheExpiry() {
        // Given
        Fold fold = fold(TEN_DAYS, true);

        // Then
        assertThat(Replayed.through(fold, on(0, "DE"), on(50, "FR"), on(90, "DE"))
                        .fired())
                .extracting(Fired::values)
                .containsExactly(List.of("FR"));
        assertThat(Replayed.through(fold, on(0, "DE"), on(50, "FR"), on(91, "DE"))
                        .fired())
                .extracting(Fired::values)
                .containsExactly(List.of("FR"), List.of("DE"));
    }

    @Test
    void shouldStartAgainWhenAllHasExpiredWhetherOrNotTheStoreWasSwept() {
        // Given
        Fold fold = fold(TEN_DAYS, true);
        byte[] old = Replayed.through(fold, on(0, "FR")).state();

        // When
        Outcome outcome = fold.observe(old, on(92, "DE"), Fold.NO_WATERMARK);

        // Then
        assertThat(StateHeader.expiresDay(old)).isEqualTo((int) DAY + 91);
        assertThat(outcome.fired()).isEmpty();
        assertThat(outcome.state())
                .isEqualTo(fold.observe(Outcome.NOTHING, on(92, "DE"), Fold.NO_WATERMARK)
                        .state());
    }

    @Test
    void shouldJudgeAGroupNoMoreThatHasMoreValuesThanAreKept() {
        // Given
        Fold fold = fold(TEN_DAYS, true);
        List<Observation> history = new ArrayList<>();
        IntStream.range(0, 8).forEach(day -> history.add(on(day, "v" + day)));
        assertThat(progress(fold, history, 11)).isEqualTo(Progress.JUDGED);

        // When
        history.add(on(11, "one too many"));
        history.add(on(12, "another"));

        // Then
        assertThat(Replayed.through(fold, history).fired()).isEmpty();
        assertThat(progress(fold, history, 12)).isEqualTo(Progress.WIDE);

        // And it is judged again when those that had to go would have expired
        assertThat(progress(fold, history, 12 + 90)).isEqualTo(Progress.WIDE);
        history.add(on(100, "v7"));
        history.add(on(103, "new"));
        assertThat(Replayed.through(fold, history).fired())
                .extracting(Fired::values)
                .containsExactly(List.of("new"));
    }

    @Test
    void shouldWriteNothingForFurtherValuesOfAWideGroupOnTheSameDay() {
        // Given
        Fold fold = fold(TEN_DAYS, true);
        List<Observation> history = new ArrayList<>();
        IntStream.range(0, 9).forEach(i -> history.add(on(0, "v" + i)));
        byte[] state = Replayed.through(fold, history).state();

        // Then
        assertThat(fold.observe(state, on(0, "yet another"), Fold.NO_WATERMARK).state())
                .isSameAs(state);
    }

    @Test
    void shouldTellHowFarLearningIs() {
        Fold fold = fold(TEN_DAYS, true);

        assertThat(fold.progress(Outcome.NOTHING, DAY)).isEqualTo(Progress.LEARNING);
        assertThat(progress(fold, List.of(on(0, "FR")), 9)).isEqualTo(Progress.LEARNING);
        assertThat(progress(fold, List.of(on(0, "FR")), 10)).isEqualTo(Progress.JUDGED);
        assertThat(progress(fold, List.of(on(0, "FR")), 120)).isEqualTo(Progress.LEARNING);
    }

    @Test
    void shouldNeedAboutTwentyBytesForAValue() {
        // Given
        Fold fold = new NewValueFold(new NewValue(List.of(new Field("f")), TEN_DAYS, Duration.ofDays(90), 64, true));
        Random random = new Random(FIRST_SEED);
        List<String> asns = IntStream.range(0, 8)
                .mapToObj(i -> "AS" + random.nextInt(65_000))
                .toList();
        List<String> operations =
                IntStream.range(0, 64).mapToObj(i -> "DescribeSomething" + i).toList();
        List<String> arns = IntStream.range(0, 64)
                .mapToObj(i -> "arn:aws:iam::111122223333:role/number" + i)
                .toList();

        // Then
        for (List<String> values : List.of(asns, operations, arns)) {
            List<Observation> history = new ArrayList<>();
            for (int day = 0; day < 90; day++) {
                for (int i = 0; i < 4; i++) {
                    history.add(on(day, values.get(random.nextInt(values.size()))));
                }
            }
            int bytes = Replayed.through(fold, history).state().length;
            System.out.printf("%d values like %s: %d bytes%n", values.size(), values.get(0), bytes);
            int text = Math.min(24, values.get(0).length() + 1) + (values.get(0).length() > 24 ? 8 : 0);
            assertThat(bytes).isLessThanOrEqualTo(20 + values.size() * (text + 6));
        }
    }

    /** Events stay away from midnight, where the documentation allows a difference; the next test is about that. */
    @Test
    void shouldFireTheSameInWhateverOrderWithinTheGrace() {
        int firings = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            long seed = FIRST_SEED + round;
            Random random = new Random(seed);
            Fold fold = new NewValueFold(new NewValue(
                    List.of(new Field("f")),
                    new Learning(Duration.ofDays(1 + random.nextInt(5)), random.nextInt(6)),
                    Duration.ofDays(5 + random.nextInt(30)),
                    40,
                    random.nextBoolean()));
            List<Observation> history = history(random, Duration.ofHours(10));

            // When
            Replayed ordered = Replayed.through(fold, history);
            Replayed mixed = Replayed.through(fold, Replayed.delivered(history, random));

            // Then
            assertThat(mixed.episodes(Replayed::valuesAndDay))
                    .describedAs("seed %d", seed)
                    .isEqualTo(ordered.episodes(Replayed::valuesAndDay));
            assertThat(mixed.state()).describedAs("seed %d", seed).isEqualTo(ordered.state());
            firings += ordered.fired().size();
        }
        // Else the histories show nothing.
        assertThat(firings).isGreaterThan(ROUNDS);
    }

    @Test
    void shouldFireOnTheSameValuesAcrossMidnight() {
        for (int round = 0; round < ROUNDS; round++) {
            // Given: learned by heart before the mixed part, and nothing expires
            long seed = FIRST_SEED + round;
            Random random = new Random(seed);
            Fold fold = new NewValueFold(
                    new NewValue(List.of(new Field("f")), TEN_DAYS, Duration.ofDays(400), 64, random.nextBoolean()));
            List<Observation> history = new ArrayList<>(List.of(on(-30, "known")));
            history.addAll(history(random, Duration.ofHours(24)));

            // When
            Replayed ordered = Replayed.through(fold, history);
            Replayed mixed = Replayed.through(fold, Replayed.delivered(history, random));

            // Then
            assertThat(mixed.episodes(fired -> fired.values().toString()))
                    .describedAs("seed %d", seed)
                    .isEqualTo(ordered.episodes(fired -> fired.values().toString()));
        }
    }

    /** Bursts of few and of rare values, on many days, in the order of time. */
    private static List<Observation> history(Random random, Duration within) {
        Instant midnight = Instant.parse("2026-01-01T00:00:00Z")
                .plus(Duration.ofHours(24).minus(within).dividedBy(2));
        Instant[] times = random.longs(120, 0, 60)
                .mapToObj(day -> midnight.plus(Duration.ofDays(day))
                        .plusMillis((long) (random.nextDouble() * within.toMillis())))
                .flatMap(time -> IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> time.plusSeconds(30L * i)))
                .sorted()
                .toArray(Instant[]::new);
        return Arrays.stream(times)
                .map(time -> Observed.at(time, "v" + (random.nextInt(3) == 0 ? random.nextInt(25) : random.nextInt(4))))
                .toList();
    }

    private static Progress progress(Fold fold, List<Observation> history, int day) {
        return fold.progress(Replayed.through(fold, history).state(), DAY + day);
    }

    private static Fold fold(Learning learning, boolean learnFromAlerts) {
        return new NewValueFold(
                new NewValue(List.of(new Field("f")), learning, Duration.ofDays(90), 8, learnFromAlerts));
    }
}
