package io.windhover.rules.state;

import static io.windhover.rules.state.Observed.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Pattern.Learning;
import io.windhover.rules.ir.Pattern.Rare;
import io.windhover.rules.state.Fold.Progress;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RareFoldTest {
    private static final int ROUNDS = Integer.getInteger("windhover.property.rounds", 40);
    private static final long FIRST_SEED = Long.getLong("windhover.property.seed", 20261101L);
    private static final Learning WEEK = new Learning(Duration.ofDays(7), 0);
    private static final int EXPIRE = 60;

    @Test
    void shouldFireOnAValueThatIsNewToAMemberAndRareAmongItsPeers() {
        // Given: twenty others and alice, who all do the same
        Stages stages = new Stages(fold(0.1, 8));
        stages.all(peers(20, 0));
        stages.all(List.of(by("alice", 0, "List")));
        Observation strange = Observation.newBuilder(by("alice", 10, "DeleteTrail"))
                .setCarried(Map.of("ip", "203.0.113.7"))
                .build();

        // When
        stages.all(List.of(strange));

        // Then
        assertThat(stages.fired).hasSize(1);
        Fired fired = stages.fired.get(0);
        assertThat(fired.message()).isEqualTo("first DeleteTrail in 10 days, and 0 of 20 peers show it");
        assertThat(fired.group()).containsExactly("alice", "eu");
        assertThat(fired.values()).containsExactly("DeleteTrail");
        assertThat(fired.deciding()).isEqualTo(strange.getEvidence());
        assertThat(fired.carried()).isEqualTo(Map.of("ip", "203.0.113.7"));
        assertThat(fired.reasons())
                .containsExactly(
                        new Reason("new value", "DeleteTrail"),
                        new Reason("peers with it", "0 of 20"),
                        new Reason("rare below", "10 %"),
                        new Reason("peer group", "111122223333 / IAMUser"),
                        new Reason("known for", "10 days"));
    }

    @Test
    void shouldNotFireOnWhatPeersShowNorInASmallGroupNorWhileLearning() {
        // Given
        Stages stages = new Stages(fold(0.1, 8));
        stages.all(peers(19, 0));
        stages.all(List.of(by("alice", 0, "List"), by("peer1", 1, "Tag"), by("peer2", 1, "Tag")));

        // Then: nineteen are too few
        stages.all(List.of(by("alice", 10, "DeleteTrail")));
        assertThat(stages.fired).isEmpty();

        // And of twenty-one, two are 9.5 % and three are too many
        stages.all(List.of(by("bob", 0, "List"), by("carol", 0, "List")));
        stages.all(List.of(by("alice", 10, "Tag")));
        assertThat(stages.messages()).containsExactly("first Tag in 10 days, and 2 of 21 peers show it");
        stages.all(List.of(by("peer3", 12, "Tag")));
        assertThat(stages.fired).hasSize(1);

        // And who is new learns
        stages.all(List.of(by("dave", 10, "List"), by("dave", 16, "Odd")));
        assertThat(stages.fired).hasSize(1);
        stages.all(List.of(by("dave", 17, "Odder")));
        assertThat(stages.fired).hasSize(2);
    }

    @Test
    void shouldLearnFromSilentOnesAndFromAnAnalyst() {
        // Given
        Stages stages = new Stages(fold(0.1, 8));
        stages.all(peers(20, 0));
        stages.all(List.of(by("alice", 0, "List")));

        // When
        stages.all(List.of(
                silent(by("alice", 10, "Seen")),
                by("alice", 11, "Seen"),
                Observation.newBuilder(by("alice", 11, "Accepted"))
                        .setKind(ObservationKind.ACCEPTED)
                        .setValues(List.of("Accepted"))
                        .build(),
                by("alice", 12, "Accepted")));

        // Then
        assertThat(stages.fired).isEmpty();
        assertThat(stages.states).hasEntrySatisfying("#value [111122223333, IAMUser, Seen]", state -> assertThat(state)
                .isNotEmpty());
    }

    @Test
    void shouldWriteAndPassNothingForASecondSightingOfTheDay() {
        // Given
        Fold fold = fold(0.1, 8);
        byte[] state = Replayed.through(fold, by("alice", 0, "List")).state();

        // When
        Outcome outcome = fold.observe(state, by("alice", 0, "List"), Fold.NO_WATERMARK);

        // Then
        assertThat(outcome.state()).isSameAs(state);
        assertThat(outcome.passed()).isEmpty();
        assertThat(fold.needsOnlyNovelties()).isTrue();
        for (String[] lacking :
                new String[][] {{"", "111122223333", "IAMUser"}, {"List", "", "IAMUser"}, {"List"}, {}}) {
            assertThat(fold.observe(state, Observed.on(3, lacking), Fold.NO_WATERMARK)
                            .state())
                    .isSameAs(state);
        }
    }

    @Test
    void shouldRememberPeersAsLongAsTheyAreSeenAndForgetThemAfterwards() {
        // Given: all of them for most of a year, Tag with them
        Stages stages = new Stages(fold(0.1, 8));
        for (int day = 0; day <= 300; day += 10) {
            stages.all(peers(20, day));
            stages.all(List.of(by("alice", day, "List"), by("peer0", day, "Tag"), by("peer1", day, "Tag")));
        }

        // Then
        stages.all(List.of(by("alice", 301, "Tag")));
        assertThat(stages.fired).isEmpty();

        // And when the two have not done it for two periods, who does it is alone
        for (int day = 310; day <= 450; day += 10) {
            stages.all(peers(20, day));
            stages.all(List.of(by("bob", day, "List")));
        }
        stages.all(List.of(by("bob", 451, "Tag")));
        assertThat(stages.messages()).containsExactly("first Tag in 141 days, and 0 of 20 peers show it");
    }

    @Test
    void shouldJudgeAMemberWithTooManyValuesByItsPeersOnly() {
        // Given: more values than are kept
        Stages stages = new Stages(fold(0.1, 3));
        stages.all(peers(20, 0));
        IntStream.range(0, 5).forEach(i -> stages.all(List.of(by("alice", i, "v" + i))));

        // When
        stages.all(
                List.of(by("alice", 20, "v0"), by("alice", 20, "v1"), by("alice", 21, "Odd"), by("alice", 21, "List")));

        // Then: what it did before it did, though it is not kept
        assertThat(stages.messages()).containsExactly("first Odd in 21 days, and 0 of 20 peers show it");
    }

    @Test
    void shouldKeepPeerGroupsApart() {
        // Given
        Stages stages = new Stages(fold(0.1, 8));
        stages.all(peers(20, 0));
        stages.all(List.of(
                observation("zoe", 0, "List", "999999999999", "IAMUser"),
                observation("zoe", 10, "Odd", "999999999999", "IAMUser")));

        // Then: zoe has no peers
        assertThat(stages.fired).isEmpty();
    }

    @Test
    void shouldTellProgressOfMembers() {
        // Given
        Fold fold = fold(0.1, 8);
        Stages stages = new Stages(fold);
        stages.all(List.of(by("alice", 0, "List")));
        long day = StateHeader.day(Observed.START.toEpochMilli());

        // Then
        assertThat(stages.states).hasSize(3);
        stages.states.forEach((place, state) -> {
            boolean isMember = place.startsWith("base");
            assertThat(fold.progress(state, day + 6)).isEqualTo(isMember ? Progress.LEARNING : Progress.JUDGED);
            assertThat(fold.progress(state, day + 7)).isEqualTo(Progress.JUDGED);
        });
        assertThat(fold.progress(Outcome.NOTHING, day)).isEqualTo(Progress.LEARNING);
    }

    @Test
    void shouldEstimateLargeGroupsAndStayWithinItsBytes() {
        // Given
        Stages stages = new Stages(fold(0.01, 8));
        for (int period = 0; period < 3; period++) {
            stages.all(peers(1_500, period * EXPIRE));
        }
        stages.all(List.of(by("alice", 122, "List"), by("alice", 130, "Odd")));

        // Then
        assertThat(stages.fired).hasSize(1);
        assertThat(stages.fired.get(0).reasons().get(1).getValue()).startsWith("0 of about 1");
        int most = stages.states.values().stream()
                .mapToInt(state -> state.length)
                .max()
                .orElseThrow();
        System.out.printf("rare, 1501 members in two periods: %d bytes%n", most);
        assertThat(most).isBetween(2 * 8 * LeastHashes.MOST, 2 * 8 * LeastHashes.MOST + 20);
    }

    /** The grown-up groups are settled before the mixed part, as the documentation asks. */
    @Test
    void shouldFireTheSameInWhateverOrderWithinTheGrace() {
        int firings = 0;
        for (int round = 0; round < ROUNDS; round++) {
            // Given: who does something odd does it alone
            long seed = FIRST_SEED + round;
            Random random = new Random(seed);
            List<Observation> history = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                String who = "peer" + random.nextInt(20);
                int day = 10 + i / 10;
                String what = random.nextInt(4) == 0 ? "odd of " + who : "v" + random.nextInt(3);
                history.add(at(who, day, i % 10, what));
            }

            // When
            Stages ordered = new Stages(fold(0.1, 8));
            ordered.all(peers(21, 0));
            ordered.all(common());
            ordered.all(history);
            Stages mixed = new Stages(fold(0.1, 8));
            mixed.all(peers(21, 0));
            mixed.all(common());
            mixed.all(Replayed.delivered(history, random));

            // Then
            assertThat(mixed.episodes()).describedAs("seed %d", seed).isEqualTo(ordered.episodes());
            assertThat(mixed.states.keySet()).isEqualTo(ordered.states.keySet());
            firings += ordered.fired.size();
        }
        assertThat(firings).isGreaterThan(ROUNDS);
    }

    private static List<Observation> common() {
        List<Observation> common = new ArrayList<>();
        IntStream.range(0, 3)
                .forEach(value -> IntStream.range(0, 5).forEach(i -> common.add(by("peer" + i, 1, "v" + value))));
        return common;
    }

    private static List<Observation> peers(int count, int day) {
        return IntStream.range(0, count)
                .mapToObj(i -> by("peer" + i, day, "List"))
                .toList();
    }

    private static Observation by(String who, int day, String what) {
        return at(who, day, 0, what);
    }

    private static Observation at(String who, int day, int minute, String what) {
        return at(who, day, minute, what, "111122223333", "IAMUser");
    }

    private static Observation observation(String who, int day, String what, String account, String type) {
        return at(who, day, 0, what, account, type);
    }

    private static Observation at(String who, int day, int minute, String what, String account, String type) {
        return Observation.newBuilder(Observed.event(
                        who + " " + what + " on " + day + " at " + minute,
                        Observed.START.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute)),
                        what,
                        account,
                        type))
                .setGroup(List.of(who, "eu"))
                .build();
    }

    private static Fold fold(double prevalence, int maxValues) {
        return new RareFold(new Rare(
                List.of(new Field("operation")),
                List.of(new Field("account"), new Field("type")),
                20,
                prevalence,
                WEEK,
                Duration.ofDays(EXPIRE),
                maxValues));
    }

    /** Takes what is passed on to where it belongs, as the stream does. */
    private static final class Stages {
        private final Fold fold;
        private final Map<String, byte[]> states = new HashMap<>();
        private final List<Fired> fired = new ArrayList<>();

        Stages(Fold fold) {
            this.fold = fold;
        }

        void all(List<Observation> observations) {
            observations.forEach(this::observe);
        }

        private void observe(Observation observation) {
            String place = observation.getMatchedUid() + " " + observation.getGroup();
            byte[] before = states.getOrDefault(place, Outcome.NOTHING);
            Outcome outcome = fold.observe(before, observation, Fold.NO_WATERMARK);
            states.put(place, outcome.state());
            fired.addAll(outcome.fired());
            outcome.passed()
                    .forEach(passed -> observe(Observation.newBuilder(observation)
                            .setMatchedUid(passed.stage())
                            .setGroup(passed.group())
                            .setValues(List.copyOf(passed.values()))
                            .setCarried(passed.carried())
                            .build()));
        }

        List<String> messages() {
            return fired.stream().map(Fired::message).toList();
        }

        List<String> episodes() {
            return fired.stream()
                    .map(each -> each.group() + " " + Replayed.valuesAndDay(each))
                    .distinct()
                    .sorted()
                    .toList();
        }
    }
}
