package io.windhover.rules.state;

import static io.windhover.rules.state.Observed.accepted;
import static io.windhover.rules.state.Observed.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Pattern.Travel;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TravelFoldTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 200);
    private static final long FIRST_SEED = Long.getLong("windhover.property.seed", 20261101L);
    private static final Fold FOLD =
            new TravelFold(new Travel(500, 800, Duration.ofDays(7), Set.of("vpn", "relay", "Cloud")));
    private static final Map<String, String[]> CITIES = Map.of(
            "Paris", new String[] {"48.8566", "2.3522", "Paris", "FR", "", "203.0.113.1"},
            "New York", new String[] {"40.7128", "-74.0060", "New York", "US", "mobile", "198.51.100.1"},
            "Brussels", new String[] {"50.8503", "4.3517", "Brussels", "BE", "", "203.0.113.2"},
            "Sydney", new String[] {"-33.8688", "151.2093", "Sydney", "AU", "", "203.0.113.3"});

    @Test
    void shouldFireOnTwoPlacesThatNobodyCanReachInTheTimeBetween() {
        // Given
        Observation paris = in("Paris", 0);
        Observation newYork = Observation.newBuilder(in("New York", 90))
                .setCarried(Map.of("session", "7"))
                .build();

        // When
        Replayed replayed = Replayed.through(FOLD, paris, newYork);

        // Then
        assertThat(replayed.messages()).containsExactly("Paris, FR to New York, US, 5,837 km in 1 h 30 min");
        Fired fired = replayed.fired().get(0);
        assertThat(fired.deciding()).isEqualTo(newYork.getEvidence());
        assertThat(fired.related()).containsExactly(paris.getEvidence());
        assertThat(fired.group()).containsExactly("alice");
        assertThat(fired.carried()).isEqualTo(Map.of("session", "7"));
        assertThat(fired.reasons())
                .containsExactly(
                        new Reason("from", "Paris, FR"),
                        new Reason("to", "New York, US"),
                        new Reason("distance", "5,837 km"),
                        new Reason("time between", "1 h 30 min"),
                        new Reason("speed", "3,891 km/h"),
                        new Reason("networks", "unknown and mobile"));
    }

    @Test
    void shouldFireTheSameWhenTheEarlierComesLast() {
        // Given
        Observation paris = in("Paris", 0);
        Observation newYork = Observation.newBuilder(in("New York", 10))
                .setCarried(Map.of("session", "7"))
                .build();

        // When
        Replayed ordered = Replayed.through(FOLD, paris, newYork);
        Replayed swapped = Replayed.through(FOLD, newYork, paris);

        // Then
        assertThat(swapped.fired()).isEqualTo(ordered.fired()).hasSize(1);
        assertThat(swapped.state()).isEqualTo(ordered.state());
    }

    @ParameterizedTest
    @CsvSource({
        // 5,837 km at 800 km/h are 7 h 17 min 46 s
        "Paris, New York, 437, 1",
        "Paris, New York, 438, 0",
        // 264 km: a wrong guess of the database, or a train
        "Paris, Brussels, 1, 0",
        "Paris, Paris, 0, 0"
    })
    void shouldFireFromTheSpeedAndTheDistanceOn(String from, String to, int minutes, int times) {
        assertThat(Replayed.through(FOLD, in(from, 0), in(to, minutes)).fired()).hasSize(times);
    }

    @Test
    void shouldFireOnTwoPlacesAtOnce() {
        Replayed replayed = Replayed.through(FOLD, in("Paris", 0), in("Sydney", 0));

        assertThat(replayed.fired()).hasSize(1);
        assertThat(replayed.fired().get(0).reasons()).contains(new Reason("speed", "at once"));
    }

    @Test
    void shouldAnchorNothingOnNetworksThatSayNothingOfThePersonNorOnEventsWithoutAPlace() {
        // Given
        String[] relay = {"40.7128", "-74.0060", "New York", "US", "Relay", "198.51.100.1"};
        String[] cloud = {"40.7128", "-74.0060", "New York", "US", "cloud", "198.51.100.1"};

        // Then
        for (String[] ignored : List.of(
                relay,
                cloud,
                new String[] {"", "", "", "", "", "10.0.0.1"},
                new String[] {"91", "0", "", "", "", "10.0.0.1"},
                new String[] {"NaN", "0", "", "", "", "10.0.0.1"},
                new String[] {"north", "0", "", "", "", "10.0.0.1"},
                new String[0])) {
            Replayed replayed = Replayed.through(FOLD, Observed.at(Observed.START, ignored), in("Paris", 5));
            assertThat(replayed.fired()).isEmpty();
            assertThat(replayed.state())
                    .isEqualTo(Replayed.through(FOLD, in("Paris", 5)).state());
        }
    }

    @Test
    void shouldLearnSilentlyAndNeverFire() {
        assertThat(Replayed.through(FOLD, in("Paris", 0), silent(in("New York", 5)))
                        .fired())
                .isEmpty();
        assertThat(Replayed.through(FOLD, in("New York", 5), silent(in("Paris", 0)))
                        .fired())
                .isEmpty();
        assertThat(Replayed.through(FOLD, silent(in("Paris", 0)), in("New York", 5))
                        .fired())
                .hasSize(1);
    }

    @Test
    void shouldReturnTheVeryStateForADuplicateAndForWhatIsTooOld() {
        // Given
        byte[] state =
                Replayed.through(FOLD, in("Paris", 0), in("Paris", 2_000)).state();

        // Then
        for (Observation nothing : List.of(in("Paris", 2_000), in("New York", 2), accepted(0, CITIES.get("Sydney")))) {
            Outcome outcome = FOLD.observe(state, nothing, Fold.NO_WATERMARK);
            assertThat(outcome.state()).isSameAs(state);
            assertThat(outcome.fired()).isEmpty();
        }
        assertThat(FOLD.needsOnlyNovelties()).isFalse();
    }

    @Test
    void shouldForgetPlacesWhenTheOtherSideOfTheEarthCanBeReached() {
        // Given
        byte[] state = Replayed.through(FOLD, in("Paris", 0)).state();

        // When
        Outcome outcome = FOLD.observe(state, in("Brussels", 27 * 60), Fold.NO_WATERMARK);

        // Then
        assertThat(outcome.state())
                .isEqualTo(Replayed.through(FOLD, in("Brussels", 27 * 60)).state());
        assertThat(StateHeader.expiresDay(state)).isEqualTo((int) StateHeader.day(Observed.START.toEpochMilli()) + 2);
    }

    @Test
    void shouldKeepLittleOfALongStayAndLittleOfMany() {
        // Given
        List<Observation> stay = new ArrayList<>();
        IntStream.range(0, 1_000).forEach(minute -> stay.add(in("Paris", minute)));
        List<Observation> hopping = new ArrayList<>();
        IntStream.range(0, 500).forEach(minute -> hopping.add(in(minute % 2 == 0 ? "Paris" : "New York", minute)));

        // When
        int one = Replayed.through(FOLD, in("Paris", 0)).state().length;
        int oneStay = Replayed.through(FOLD, stay).state().length;
        int most = Replayed.through(FOLD, hopping).state().length;

        // Then
        System.out.printf("one place: %d bytes, a stay: %d bytes, 64 places: %d bytes%n", one, oneStay, most);
        assertThat(one).isLessThan(120);
        assertThat(oneStay).isLessThan(3 * one);
        assertThat(most).isLessThan(64 * one);
    }

    @Test
    void shouldNoticeWhoWasElsewhereWithinAStay() {
        // Given
        List<Observation> stay = new ArrayList<>();
        IntStream.range(0, 300).forEach(minute -> stay.add(in("Paris", minute)));
        stay.add(in("New York", 290));

        // Then: also those of the stay fire that came before it, lie after it, and are kept
        assertThat(Replayed.through(FOLD, stay).fired())
                .extracting(fired -> fired.deciding().getUid())
                .startsWith("New York at 290")
                .endsWith("Paris at 299")
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void shouldKeepSummariesShortAndTheRestOfTheEvidenceWhole() {
        // Given
        Instant time = Observed.START;
        Evidence evidence = new Evidence("uid", time, time.plusMillis(7), "other", 0, 1L << 40, "é".repeat(256));
        Observation paris =
                Observation.newBuilder(in("Paris", 0)).setEvidence(evidence).build();

        // When
        Replayed replayed = Replayed.through(FOLD, paris, in("Brussels", 1), in("Sydney", 2));

        // Then: Sydney is as far from both, but Brussels is nearer in time
        assertThat(replayed.fired()).hasSize(1);
        Replayed other = Replayed.through(FOLD, paris, in("Sydney", 2));
        assertThat(other.fired().get(0).related())
                .containsExactly(
                        Evidence.newBuilder(evidence).setSummary("é".repeat(96)).build());
    }

    @Test
    void shouldFireTheSameInWhateverOrderWithinTheGrace() {
        int firings = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // Given
            long seed = FIRST_SEED + round;
            Random random = new Random(seed);
            List<Observation> history = history(random);

            // When
            Replayed ordered = Replayed.through(FOLD, history);
            Replayed mixed = Replayed.through(FOLD, Replayed.delivered(history, random));

            // Then
            assertThat(mixed.episodes(TravelFoldTest::placeAndDay))
                    .describedAs("seed %d", seed)
                    .isEqualTo(ordered.episodes(TravelFoldTest::placeAndDay));
            firings += ordered.fired().size();
        }
        assertThat(firings).isGreaterThan(ROUNDS);
    }

    /** Logins in bursts, mostly at home, in the hours around noon. */
    private static List<Observation> history(Random random) {
        List<String> names = CITIES.keySet().stream().sorted().toList();
        List<Integer> minutes = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            int burst = random.nextInt(10) * 24 * 60 + random.nextInt(600) - 300;
            IntStream.range(0, 1 + random.nextInt(8)).forEach(j -> minutes.add(burst + random.nextInt(40)));
        }
        Collections.sort(minutes);
        return minutes.stream()
                .distinct()
                .map(minute -> in(random.nextInt(8) == 0 ? names.get(random.nextInt(names.size())) : "Paris", minute))
                .toList();
    }

    private static String placeAndDay(Fired fired) {
        String to = fired.reasons().get(1).getValue();
        return to + " on day " + StateHeader.day(fired.deciding().getTime().toEpochMilli());
    }

    private static Observation in(String city, int minute) {
        return Observed.event(
                city + " at " + minute, Observed.START.plus(Duration.ofMinutes(minute)), CITIES.get(city));
    }
}
