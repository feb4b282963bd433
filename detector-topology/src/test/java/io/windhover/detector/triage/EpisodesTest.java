package io.windhover.detector.triage;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.finding;
import static io.windhover.detector.Samples.findings;
import static io.windhover.detector.Samples.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Samples;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Episode;
import io.windhover.schemas.EpisodeBook;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import io.windhover.schemas.Reason;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EpisodesTest {
    private static final RuleReference RULE = rule("rule-1", Duration.ofHours(1), 1);

    private EpisodeBook book = Episodes.empty();
    private final List<Alert> opened = new ArrayList<>();
    private final List<Episode> closed = new ArrayList<>();

    @Test
    void shouldOpenAnAlertWithItsEventAtTheFirstFinding() {
        add(finding(RULE, "event-1", NOON));

        assertThat(opened).singleElement().satisfies(alert -> {
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.CREATE);
            assertThat(alert.getCount()).isEqualTo(1);
            assertThat(alert.getLevel()).isEqualTo(Level.HIGH);
            assertThat(alert.getEvent().getUid()).isEqualTo("event-1");
            assertThat(alert.getEvidence()).extracting(Evidence::getOffset).containsExactly(42L);
            assertThat(alert.getUid()).hasSize(32).matches("[0-9a-f]+");
        });
    }

    @Test
    void shouldOnlyCountFindingsWithinThePeriod() {
        addAll(findings(RULE, NOON, NOON.plusSeconds(60), NOON.plusSeconds(3_600)));

        assertThat(opened).hasSize(1);
        assertThat(Episodes.updates(book)).singleElement().satisfies(alert -> {
            assertThat(alert.getActivity()).isEqualTo(AlertActivity.UPDATE);
            assertThat(alert.getUid()).isEqualTo(opened.get(0).getUid());
            assertThat(alert.getCount()).isEqualTo(3);
            assertThat(alert.getFirstTime()).isEqualTo(NOON);
            assertThat(alert.getLastTime()).isEqualTo(NOON.plusSeconds(3_600));
            assertThat(alert.getEvent()).isNull();
        });
    }

    @Test
    void shouldOpenAnotherAlertOnceThePeriodHasPassed() {
        addAll(findings(RULE, NOON, NOON.plus(Duration.ofHours(1))));

        assertThat(opened).hasSize(2).extracting(Alert::getUid).doesNotHaveDuplicates();
        assertThat(Episodes.updates(book)).isEmpty();
    }

    @Test
    void shouldCountAnEventThatIsDeliveredTwiceOnce() {
        add(finding(RULE, "event-1", NOON));
        add(finding(RULE, "event-1", NOON));

        assertThat(opened).hasSize(1);
        assertThat(Episodes.updates(book)).isEmpty();
    }

    @Test
    void shouldTakeALateEventIntoTheEpisodeOfItsTime() {
        addAll(findings(RULE, NOON, NOON.plus(Duration.ofHours(5)), NOON.minusSeconds(600)));

        assertThat(opened).hasSize(2);
        assertThat(Episodes.updates(book)).singleElement().satisfies(alert -> {
            assertThat(alert.getUid()).isEqualTo(opened.get(0).getUid());
            assertThat(alert.getFirstTime()).isEqualTo(NOON.minusSeconds(600));
        });
    }

    @Test
    void shouldEndAnEpisodeAfterADay() {
        Instant[] everyHalfHour = IntStream.rangeClosed(0, 60)
                .mapToObj(i -> NOON.plus(Duration.ofMinutes(30L * i)))
                .toArray(Instant[]::new);

        addAll(findings(RULE, everyHalfHour));

        assertThat(opened)
                .extracting(Alert::getFirstTime)
                .containsExactly(NOON, NOON.plus(Duration.ofMinutes(24 * 60 + 30)));
    }

    @Test
    void shouldWaitForTheThreshold() {
        RuleReference three = rule("rule-3", Duration.ofHours(1), 3);

        addAll(findings(three, NOON, NOON.plusSeconds(1)));
        assertThat(opened).isEmpty();
        assertThat(Episodes.updates(book)).isEmpty();

        Finding third = finding(three, "third", NOON.plusSeconds(2));
        third = Finding.newBuilder(third).setMessage("the third did it").build();
        add(third);
        assertThat(opened).singleElement().satisfies(alert -> {
            assertThat(alert.getCount()).isEqualTo(3);
            assertThat(alert.getEvidence()).hasSize(3);
            assertThat(alert.getMessage()).isEqualTo("the third did it");
            assertThat(alert.getEvent().getUid()).isEqualTo("third");
        });
    }

    @Test
    void shouldCountTowardsTheThresholdOnlyWhatStandsWithinOnePeriod() {
        RuleReference three = rule("rule-3", Duration.ofHours(1), 3);

        addAll(findings(three, NOON, NOON.plusSeconds(3_000), NOON.plusSeconds(6_000)));
        assertThat(opened).isEmpty();

        add(finding(three, "late", NOON.plusSeconds(4_000)));
        assertThat(opened).singleElement().satisfies(alert -> assertThat(alert.getCount())
                .isEqualTo(4));
        assertThat(book.getEpisodes().get(0).getWaiting()).isEmpty();
    }

    @Test
    void shouldStayBoundedWhileItWaitsForTheThreshold() {
        RuleReference many = rule("rule-many", Duration.ofSeconds(60), 40);

        IntStream.range(0, 2_000).forEach(i -> add(finding(many, "event-" + i, NOON.plusSeconds(30L * i))));

        assertThat(opened).isEmpty();
        assertThat(book.getEpisodes())
                .allSatisfy(episode -> assertThat(episode.getWaiting()).hasSizeLessThanOrEqualTo(160));
    }

    @Test
    void shouldTakeTheGravestLevel() {
        add(finding(RULE, "event-1", NOON));
        RuleReference graver =
                RuleReference.newBuilder(RULE).setLevel(Level.CRITICAL).build();
        add(finding(graver, "event-2", NOON.plusSeconds(1)));
        add(finding(RULE, "event-3", NOON.plusSeconds(2)));

        assertThat(Episodes.updates(book)).extracting(Alert::getLevel).containsExactly(Level.CRITICAL);
    }

    @Test
    void shouldMakeOneOfTwoEpisodesThatALateEventBridges() {
        addAll(findings(RULE, NOON, NOON.plusSeconds(5_400), NOON.plusSeconds(2_700)));

        assertThat(opened).hasSize(2);
        assertThat(closed)
                .extracting(episode -> episode.getAlert().getUid())
                .containsExactly(opened.get(1).getUid());
        assertThat(Episodes.updates(book)).singleElement().satisfies(alert -> {
            assertThat(alert.getUid()).isEqualTo(opened.get(0).getUid());
            assertThat(alert.getCount()).isEqualTo(3);
            assertThat(alert.getEvidence()).hasSize(3);
        });
    }

    @Test
    void shouldKeepAnOldEpisodeThatIsStillFed() {
        IntStream.range(0, 20).forEach(i -> add(finding(RULE, "new-" + i, NOON.plus(Duration.ofHours(2L * i)))));
        opened.clear();
        Instant older = NOON.minus(Duration.ofDays(5));

        IntStream.range(0, 10).forEach(i -> add(finding(RULE, "old-" + i, older.plusSeconds(i))));

        assertThat(opened).hasSize(1);
    }

    @Test
    void shouldReportGrowthOnce() {
        addAll(findings(RULE, NOON, NOON.plusSeconds(1)));
        assertThat(Episodes.updates(book)).hasSize(1);

        book = Episodes.reported(book);

        assertThat(Episodes.updates(book)).isEmpty();
    }

    @Test
    void shouldStayBoundedInAStorm() {
        IntStream.range(0, 5_000).forEach(i -> add(finding(RULE, "event-" + i, NOON.plusSeconds(i % 600))));
        LongStream.range(1, 50).forEach(i -> add(finding(RULE, "other-" + i, NOON.plus(Duration.ofDays(2 * i)))));

        assertThat(book.getEpisodes()).hasSize(16);
        assertThat(book.getEpisodes()).allSatisfy(episode -> {
            assertThat(episode.getSeen()).hasSizeLessThanOrEqualTo(128);
            assertThat(episode.getAlert().getEvidence()).hasSizeLessThanOrEqualTo(32);
        });
    }

    @Test
    void shouldKeepTheNewestEvidenceInCanonicalOrder() {
        IntStream.range(0, 100).forEach(i -> add(finding(RULE, "event-" + i, NOON.plusSeconds(i * 37 % 100))));

        List<Evidence> evidence = book.getEpisodes().get(0).getAlert().getEvidence();
        assertThat(evidence).hasSize(32);
        assertThat(evidence).extracting(Evidence::getTime).isSorted().first().isEqualTo(NOON.plusSeconds(68));
    }

    @Test
    void shouldTakeAllEventsThatMadeAStatefulRuleTrue() {
        add(finding(RULE, List.of(at(0), at(40), at(20)), new Reason("count", "3")));

        assertThat(opened).singleElement().satisfies(alert -> {
            assertThat(alert.getCount()).isEqualTo(3);
            assertThat(alert.getFirstTime()).isEqualTo(NOON);
            assertThat(alert.getLastTime()).isEqualTo(NOON.plusSeconds(40));
            assertThat(alert.getEvidence()).extracting(Evidence::getUid).containsExactly("e0", "e20", "e40");
            assertThat(alert.getReasons()).containsExactly(new Reason("count", "3"));
        });
    }

    @Test
    void shouldJoinByTheEventsThatDecideWhateverEvidenceTheyShow() {
        // Given two findings further apart than the period, the second with evidence from before the first
        add(finding(RULE, List.of(at(0), at(1_000))));
        add(finding(RULE, List.of(at(500), at(5_000))));

        // When what came late lets the second show nearer evidence
        add(finding(RULE, List.of(at(4_000), at(5_000))));

        // Then they are the two that they are in any other order
        assertThat(opened).hasSize(2);
        assertThat(closed).isEmpty();
        assertThat(book.getEpisodes())
                .extracting(episode -> episode.getAlert().getCount())
                .containsExactly(2L, 3L);
    }

    @Test
    void shouldGoOnWithABookThatDoesNotKnowWhatDecided() {
        add(finding(RULE, List.of(at(0), at(1_000))));
        Episode before = Episode.newBuilder(book.getEpisodes().get(0))
                .setFirstDecided(Instant.EPOCH)
                .setLastDecided(Instant.EPOCH)
                .build();
        book = new EpisodeBook(book.getExpires(), List.of(before));

        add(finding(RULE, List.of(at(4_000))));

        assertThat(opened).hasSize(1);
        assertThat(book.getEpisodes())
                .singleElement()
                .satisfies(episode -> assertThat(episode.getAlert().getCount()).isEqualTo(3));
    }

    @Test
    void shouldCountAnEventThatMadeSeveralFindingsTrueOnce() {
        add(finding(RULE, List.of(at(0), at(10), at(20)), new Reason("count", "3")));
        add(finding(RULE, List.of(at(0), at(10), at(20), at(30)), new Reason("count", "4")));

        assertThat(Episodes.updates(book)).singleElement().satisfies(alert -> {
            assertThat(alert.getCount()).isEqualTo(4);
            assertThat(alert.getReasons()).containsExactly(new Reason("count", "4"));
        });
    }

    @Test
    void shouldWidenAnAlertByEventsThatALateFindingBrings() {
        add(finding(RULE, List.of(at(10), at(20))));
        add(finding(RULE, List.of(at(0), at(10), at(20))));

        assertThat(opened).hasSize(1);
        assertThat(Episodes.updates(book)).singleElement().satisfies(alert -> {
            assertThat(alert.getFirstTime()).isEqualTo(NOON);
            assertThat(alert.getCount()).isEqualTo(3);
        });
    }

    @Test
    void shouldTellTheReasonsOfTheNewestFindingWheneverItComes() {
        add(finding(RULE, List.of(at(0), at(20)), new Reason("count", "newest")));
        add(finding(RULE, List.of(at(0), at(10)), new Reason("count", "older")));

        assertThat(Episodes.updates(book))
                .flatExtracting(Alert::getReasons)
                .containsExactly(new Reason("count", "newest"));
    }

    @Test
    void shouldTellNewerReasonsThoughAllEventsAreKnown() {
        add(finding(RULE, List.of(at(0), at(20), at(10)), new Reason("count", "older")));
        add(finding(RULE, List.of(at(0), at(20)), new Reason("count", "newest")));

        assertThat(Episodes.updates(book)).singleElement().satisfies(alert -> {
            assertThat(alert.getCount()).isEqualTo(3);
            assertThat(alert.getReasons()).containsExactly(new Reason("count", "newest"));
        });
    }

    @Test
    void shouldCountMatchesAndNotTheirEventsTowardsTheThreshold() {
        RuleReference twice = rule("rule-2", Duration.ofHours(1), 2);
        add(finding(twice, List.of(at(0), at(10), at(20))));
        add(finding(twice, List.of(at(0), at(10), at(20))));
        assertThat(opened).isEmpty();

        add(finding(twice, List.of(at(0), at(10))));
        assertThat(opened).singleElement().satisfies(alert -> assertThat(alert.getCount())
                .isEqualTo(3));
    }

    @Test
    void shouldBoundAnEpisodeOfFindingsThatReachFarBack() {
        Duration reach = Duration.ofDays(3);
        IntStream.range(0, 60).forEach(i -> {
            int second = i * 1_800;
            add(finding(RULE, List.of(at(second), at(second + (int) reach.toSeconds()))));
        });

        assertThat(opened).hasSize(2);
        assertThat(book.getEpisodes())
                .allSatisfy(
                        episode -> assertThat(Span.decided(episode).length()).isLessThanOrEqualTo(Episodes.LONGEST));
    }

    private static Evidence at(int seconds) {
        return Samples.evidence("e" + seconds, NOON.plusSeconds(seconds));
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** The law: which episodes there are depends on the events, not on the order in which they are delivered. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldFindTheSameEpisodesInAnyOrder(long seed) {
        Random random = new Random(seed);
        List<Finding> findings = IntStream.range(0, 1 + random.nextInt(30))
                .mapToObj(i -> finding(RULE, "event-" + i, NOON.plusSeconds(random.nextInt(20_000))))
                .collect(Collectors.toCollection(ArrayList::new));
        findings.addAll(findings.subList(0, findings.size() / 2));

        Set<String> inOrder = episodes(findings);
        Collections.shuffle(findings, random);

        assertThat(episodes(findings)).isEqualTo(inOrder);
    }

    /** The same for findings of stateful rules, which share events, reach back and say why. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldFindTheSameEpisodesOfSpansInAnyOrder(long seed) {
        Random random = new Random(seed);
        RuleReference rule = rule("rule-1", Duration.ofMinutes(30), 1 + random.nextInt(3));
        List<Finding> findings = IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(i -> {
                    int from = random.nextInt(40_000);
                    List<Evidence> events = IntStream.range(0, 1 + random.nextInt(4))
                            .mapToObj(j -> at((from + random.nextInt(4_000)) / 500 * 500))
                            .distinct()
                            .toList();
                    return finding(rule, events, new Reason("events", events.toString()));
                })
                .collect(Collectors.toCollection(ArrayList::new));
        // What the same event decided says the same.
        findings = new ArrayList<>(findings.stream()
                .collect(Collectors.toMap(
                        finding -> finding.getEvidence().getUid(), finding -> finding, (one, other) -> one))
                .values());
        findings.addAll(findings.subList(0, findings.size() / 2));

        Set<String> inOrder = episodes(findings);
        Collections.shuffle(findings, random);

        assertThat(episodes(findings)).isEqualTo(inOrder);
    }

    private static Set<String> episodes(List<Finding> findings) {
        EpisodeBook book = Episodes.empty();
        for (Finding finding : findings) {
            book = Episodes.add(book, finding, NOON).book();
        }
        return book.getEpisodes().stream()
                .map(episode -> {
                    Alert alert = episode.getAlert();
                    return (episode.getReported() > 0) + " " + alert.getFirstTime() + " " + alert.getLastTime() + " "
                            + alert.getCount() + " " + alert.getReasons() + " "
                            + alert.getEvidence().stream().map(Evidence::getUid).toList();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void add(Finding finding) {
        Episodes.Outcome outcome = Episodes.add(book, finding, NOON.plus(Duration.ofDays(3)));
        book = outcome.book();
        closed.addAll(outcome.closed());
        if (outcome.opened() != null) {
            opened.add(outcome.opened());
        }
    }

    private void addAll(List<Finding> findings) {
        findings.forEach(this::add);
    }
}
