package io.windhover.rules.state;

import static io.windhover.rules.state.Observed.accepted;
import static io.windhover.rules.state.Observed.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Pattern.Learning;
import io.windhover.rules.ir.Pattern.Model;
import io.windhover.rules.ir.Pattern.Spike;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpikeFoldTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 40);
    private static final long FIRST_SEED = Long.getLong("windhover.property.seed", 20261101L);
    private static final long DAY = StateHeader.day(Observed.START.toEpochMilli());
    private static final Learning WEEK = new Learning(Duration.ofDays(7), 0);

    @Test
    void shouldFireOnMoreThanHistoryLetsExpect() {
        // Given: one a day for eight days
        List<Observation> history = days(8);
        List<Observation> burst = burst(8, 10, 10);
        history.addAll(burst);

        // When
        Replayed replayed = Replayed.through(fold(Model.POISSON, WEEK), history);

        // Then: P(X >= 10) at 0.5 is 1.7e-10
        assertThat(replayed.messages()).containsExactly("10 within 5 min, expected 0.5");
        Fired fired = replayed.fired().get(0);
        assertThat(fired.deciding()).isEqualTo(burst.get(9).getEvidence());
        assertThat(fired.related())
                .isEqualTo(burst.subList(0, 9).stream()
                        .map(Observation::getEvidence)
                        .toList());
        assertThat(fired.group()).containsExactly("alice");
        assertThat(fired.values()).isEmpty();
        assertThat(fired.reasons())
                .containsExactly(
                        new Reason("count", "10 within 5 min"),
                        new Reason("expected", "0.5 within 5 min"),
                        new Reason("until", "2026-01-09T12:01:30Z"),
                        new Reason("probability", "1.7e-10"),
                        new Reason("known for", "8 days"));
    }

    @Test
    void shouldNotFireOnFewerThanTheLeastCountNorOnThoseFarApart() {
        // Given
        List<Observation> nine = days(8);
        nine.addAll(burst(8, 9, 10));
        List<Observation> slow = days(8);
        slow.addAll(burst(8, 10, 34));

        // Then: ten in 306 seconds are never ten within 300
        assertThat(Replayed.through(fold(Model.POISSON, WEEK), nine).fired()).isEmpty();
        assertThat(Replayed.through(fold(Model.POISSON, WEEK), slow).fired()).isEmpty();
    }

    @Test
    void shouldSlideItsWindow() {
        // Given: half of the burst on either side of a bucket's border
        List<Observation> history = days(8);
        Instant border = Observed.START.plus(Duration.ofDays(8)).plus(Duration.ofMinutes(5));
        IntStream.range(-5, 5).forEach(i -> history.add(Observed.at(border.plusSeconds(20L * i))));

        // Then
        assertThat(Replayed.through(fold(Model.POISSON, WEEK), history).fired()).hasSize(1);
    }

    @Test
    void shouldLearnUntilThePeriodIsOverAndThereWereEnoughEvents() {
        // Given
        List<Observation> six = days(6);
        six.addAll(burst(6, 20, 1));
        List<Observation> seven = days(7);
        seven.addAll(burst(7, 20, 1));

        // Then
        assertThat(Replayed.through(fold(Model.POISSON, WEEK), six).fired()).isEmpty();
        assertThat(Replayed.through(fold(Model.POISSON, WEEK), seven).fired()).hasSize(1);
        assertThat(Replayed.through(fold(Model.POISSON, new Learning(Duration.ofDays(7), 8)), seven)
                        .fired())
                .isEmpty();
        Fold fold = fold(Model.POISSON, WEEK);
        byte[] state = Replayed.through(fold, days(1)).state();
        assertThat(fold.progress(Outcome.NOTHING, DAY)).isEqualTo(Progress.LEARNING);
        assertThat(fold.progress(state, DAY + 6)).isEqualTo(Progress.LEARNING);
        assertThat(fold.progress(state, DAY + 7)).isEqualTo(Progress.JUDGED);
        assertThat(fold.progress(state, DAY + 40)).isEqualTo(Progress.LEARNING);
    }

    @Test
    void shouldKnowWhoIsBusyAndWhoIsUneven() {
        // Given: twelve in every other bucket for a day, and then thirty
        List<Observation> history = new ArrayList<>();
        for (int bucket = 0; bucket < 288; bucket += 2) {
            for (int i = 0; i < 12; i++) {
                history.add(Observed.at(Observed.START.plusSeconds(300L * bucket + 20L * i)));
            }
        }
        history.addAll(burst(1, 30, 5));
        Learning none = new Learning(Duration.ZERO, 100);

        // Then: with a mean of 6 Poisson is sure that 30 are too many
        assertThat(Replayed.through(fold(Model.POISSON, none), history).messages())
                .hasSize(1)
                .allMatch(message -> message.endsWith("expected 6.0"));
        assertThat(Replayed.through(fold(Model.NEGATIVE_BINOMIAL, none), history)
                        .fired())
                .isEmpty();
    }

    @Test
    void shouldFireOnceForABucketHoweverLongTheBurst() {
        // Given: one a second for ten minutes, which are two buckets
        List<Observation> history = days(8);
        history.addAll(burst(8, 600, 1));

        // When
        Replayed replayed = Replayed.through(fold(Model.POISSON, WEEK), history);

        // Then
        assertThat(replayed.fired()).hasSize(2);
        assertThat(replayed.fired().get(1).related()).hasSizeBetween(SpikeState.MOST_SHOWN - 1, SpikeState.MOST_SHOWN);
    }

    @Test
    void shouldLearnSilentlyAndNeverFire() {
        // Given
        List<Observation> history = days(8);
        burst(8, 50, 1).forEach(each -> history.add(silent(each)));
        Fold fold = fold(Model.POISSON, WEEK);

        // Then: and the burst is expected somewhat afterwards
        Replayed silently = Replayed.through(fold, history);
        assertThat(silently.fired()).isEmpty();
        history.addAll(burst(9, 10, 1));
        assertThat(Replayed.through(fold, history).fired()).hasSize(1);
    }

    @Test
    void shouldCountADuplicateOnceAndIgnoreWhatIsOld() {
        // Given
        Fold fold = fold(Model.POISSON, WEEK);
        List<Observation> history = days(8);
        history.addAll(burst(8, 9, 10));
        Observation last = history.get(history.size() - 1);
        byte[] state = Replayed.through(fold, history).state();

        // Then
        for (Observation nothing : List.of(last, history.get(0), burst(7, 30, 1).get(29), accepted(8))) {
            Outcome outcome = fold.observe(state, nothing, Fold.NO_WATERMARK);
            assertThat(outcome.state()).isSameAs(state);
            assertThat(outcome.fired()).isEmpty();
        }
        assertThat(fold.needsOnlyNovelties()).isFalse();
    }

    @Test
    void shouldCountPerBucketPastTheMostThatAreKept() {
        // Given: 100 in every minute, and then 2,000 in one
        List<Observation> busy = new ArrayList<>();
        for (int minute = 0; minute < 90; minute++) {
            for (int i = 0; i < 100; i++) {
                busy.add(Observed.at(Observed.START.plusMillis(60_000L * minute + 600L * i)));
            }
        }
        List<Observation> burst = new ArrayList<>(busy);
        Instant end = Observed.START.plus(Duration.ofMinutes(90));
        IntStream.range(0, 2_000).forEach(i -> burst.add(Observed.at(end.plusMillis(20L * i))));
        Fold fold = fold(Model.POISSON, new Learning(Duration.ZERO, 1_000));

        // When
        Replayed calm = Replayed.through(fold, busy);
        Replayed wild = Replayed.through(fold, burst);

        // Then
        assertThat(calm.fired()).isEmpty();
        assertThat(wild.fired()).hasSize(1);
        assertThat(wild.messages().get(0)).endsWith("expected 500.0");
        System.out.printf("spike, %d observations kept: %d bytes%n", SpikeState.MOST_HITS, wild.state().length);
        assertThat(wild.state().length).isLessThan(14_000);
    }

    @Test
    void shouldNeedLittleForAGroupThatDoesLittle() {
        int bytes = Replayed.through(fold(Model.POISSON, WEEK), days(20)).state().length;

        System.out.printf("spike, one a day: %d bytes%n", bytes);
        assertThat(bytes).isLessThan(200);
    }

    @Test
    void shouldCarryWhatTheDecidingEventCarries() {
        // Given
        List<Observation> history = days(8);
        burst(8, 10, 10)
                .forEach(each -> history.add(Observation.newBuilder(each)
                        .setCarried(Map.of("uid", each.getEvidence().getUid()))
                        .build()));

        // When
        Fired fired =
                Replayed.through(fold(Model.POISSON, WEEK), history).fired().get(0);

        // Then
        assertThat(fired.carried()).isEqualTo(Map.of("uid", fired.deciding().getUid()));
    }

    @Test
    void shouldFireTheSameInWhateverOrderWithinTheGrace() {
        int firings = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            long seed = FIRST_SEED + round;
            Random random = new Random(seed);
            SpikeFold fold = new SpikeFold(new Spike(
                    Duration.ofMinutes(1 + random.nextInt(10)),
                    random.nextBoolean() ? Model.POISSON : Model.NEGATIVE_BINOMIAL,
                    Duration.ofHours(1 + random.nextInt(20)),
                    new Learning(Duration.ofDays(1), random.nextInt(20)),
                    Duration.ofDays(30),
                    random.nextBoolean() ? 1e-3 : 1e-6,
                    5));
            List<Observation> history = history(random);

            // When
            Replayed ordered = Replayed.through(fold, history);
            List<Observation> delivered = Replayed.delivered(history, random);
            Replayed mixed = Replayed.through(fold, delivered);

            // Then
            assertThat(buckets(fold, mixed)).describedAs("seed %d", seed).isEqualTo(buckets(fold, ordered));
            // And the state, since all of it has come
            assertThat(mixed.state()).describedAs("seed %d", seed).isEqualTo(ordered.state());
            firings += ordered.fired().size();
        }
        assertThat(firings).isGreaterThan(ROUNDS);
    }

    /** Bursts of some length on four days, and single events in between. */
    private static List<Observation> history(Random random) {
        long[] seconds = random.longs(120, 0, 4 * 86_400)
                .flatMap(begin -> random.nextInt(6) == 0
                        ? random.longs(1 + random.nextInt(40), begin, begin + 900)
                        : LongStream.of(begin))
                .sorted()
                .distinct()
                .toArray();
        return Arrays.stream(seconds)
                .mapToObj(second -> Observed.at(Observed.START.plusSeconds(second)))
                .toList();
    }

    /** The buckets in which the windows end that fired. */
    private static List<Long> buckets(SpikeFold fold, Replayed replayed) {
        return replayed.episodes(fired ->
                fold.bucket(Instant.parse(fired.reasons().get(2).getValue()).toEpochMilli()));
    }

    /** One observation at noon of each day. */
    private static List<Observation> days(int count) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(day -> Observed.on(day, new String[0]))
                .toList());
    }

    private static List<Observation> burst(int day, int count, int seconds) {
        Instant begin = Observed.START.plus(Duration.ofDays(day));
        return IntStream.range(0, count)
                .mapToObj(i -> Observed.at(begin.plusSeconds((long) i * seconds)))
                .toList();
    }

    private static Fold fold(Model model, Learning learning) {
        return new SpikeFold(
                new Spike(Duration.ofMinutes(5), model, Duration.ofDays(3), learning, Duration.ofDays(30), 1e-6, 10));
    }
}
