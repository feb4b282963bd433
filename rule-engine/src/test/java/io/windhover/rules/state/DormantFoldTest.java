package io.windhover.rules.state;

import static io.windhover.rules.state.Observed.accepted;
import static io.windhover.rules.state.Observed.on;
import static io.windhover.rules.state.Observed.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Pattern.Dormant;
import io.windhover.schemas.Observation;
import io.windhover.schemas.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DormantFoldTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 300);
    private static final long FIRST_SEED = Long.getLong("windhover.property.seed", 20261101L);
    private static final Fold FOLD = new DormantFold(new Dormant(Duration.ofDays(90), Duration.ofDays(400)));

    @Test
    void shouldFireWhenAGroupComesBackAfterTheGap() {
        // Given
        Observation back = on(95, new String[0]);

        // When
        Replayed replayed = Replayed.through(FOLD, on(0), on(5), back, on(95), on(96));

        // Then
        assertThat(replayed.messages()).containsExactly("back after 90 days, last seen 2026-01-06");
        Fired fired = replayed.fired().get(0);
        assertThat(fired.deciding()).isEqualTo(back.getEvidence());
        assertThat(fired.group()).containsExactly("alice");
        assertThat(fired.values()).isEmpty();
        assertThat(fired.reasons())
                .containsExactly(new Reason("last seen", "2026-01-06"), new Reason("gap", "90 days"));
    }

    @Test
    void shouldNotFireADayBeforeTheGapNorOnTheFirstSighting() {
        assertThat(Replayed.through(FOLD, on(0), on(89), on(178)).fired()).isEmpty();
    }

    @Test
    void shouldLearnSilentlyAndNeverFire() {
        assertThat(Replayed.through(FOLD, on(0), silent(on(60)), on(140)).fired())
                .isEmpty();
        assertThat(Replayed.through(FOLD, on(0), silent(on(100)), on(101)).fired())
                .isEmpty();
    }

    @Test
    void shouldForgetAGroupThatWasNotSeenForTheExpiry() {
        assertThat(Replayed.through(FOLD, on(0), on(401)).fired()).hasSize(1);
        assertThat(Replayed.through(FOLD, on(0), on(402)).fired()).isEmpty();
    }

    @Test
    void shouldReturnTheVeryStateWhereNothingIsNew() {
        // Given
        byte[] state = Replayed.through(FOLD, on(0), on(5)).state();

        // Then
        for (Observation again : List.of(on(5), on(4), silent(on(0)), accepted(9))) {
            assertThat(FOLD.observe(state, again, Fold.NO_WATERMARK).state()).isSameAs(state);
        }
        assertThat(FOLD.needsOnlyNovelties()).isTrue();
        assertThat(state).hasSizeLessThanOrEqualTo(8);
    }

    @Test
    void shouldFireTheSameInWhateverOrderWithinTheGrace() {
        int firings = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            long seed = FIRST_SEED + round;
            Random random = new Random(seed);
            Fold fold = new DormantFold(new Dormant(Duration.ofDays(10), Duration.ofDays(40)));
            List<Observation> history = new ArrayList<>();
            Instant noon = Observed.START;
            for (int i = 0; i < 40; i++) {
                noon = noon.plus(Duration.ofDays(random.nextInt(20)));
                for (int minute = 0; minute < 20; minute += 5) {
                    history.add(Observed.at(noon.plus(Duration.ofMinutes(minute))));
                }
            }

            // When
            List<Long> ordered = returns(Replayed.through(fold, history));
            List<Long> mixed = returns(Replayed.through(fold, Replayed.delivered(history, random)));

            // Then
            assertThat(mixed).describedAs("seed %d", seed).isEqualTo(ordered);
            firings += ordered.size();
        }
        assertThat(firings).isGreaterThan(ROUNDS);
    }

    @Test
    void shouldFireOnceOnAReturnAcrossMidnight() {
        // Given
        Observation before = Observed.at(Instant.parse("2026-06-30T23:58:00Z"));
        Observation after = Observed.at(Instant.parse("2026-07-01T00:01:00Z"));

        // Then
        assertThat(returns(Replayed.through(FOLD, on(0), before, after))).containsExactly(20_634L);
        assertThat(returns(Replayed.through(FOLD, on(0), after, before))).containsExactly(20_635L);
    }

    private static List<Long> returns(Replayed replayed) {
        return replayed.fired().stream()
                .map(fired -> StateHeader.day(fired.deciding().getTime().toEpochMilli()))
                .toList();
    }
}
