package io.windhover.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.simulator.journal.Label;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.story.Plot;
import io.windhover.simulator.story.StoryBook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int PEOPLE = 24;

    @Test
    void shouldWriteTheSameBytesForTheSameSeed() {
        SimulationSettings settings = Recording.settings(5, PEOPLE, 2, 0.1, Recording.allStories());

        Recording first = Recording.of(settings);
        Recording second = Recording.of(settings);
        Recording other = Recording.of(Recording.settings(6, PEOPLE, 2, 0.1, Recording.allStories()));

        assertThat(first.events()).isEqualTo(second.events());
        assertThat(texts(first.labels())).isEqualTo(texts(second.labels()));
        assertThat(first.events()).isNotEqualTo(other.events());
    }

    /** So that a false alarm can be told from a true one by taking the attacks away. */
    @Test
    void shouldLeaveHonestEventsAsTheyAreWhateverAttacksThereAre() {
        Recording quiet = Recording.of(Recording.settings(5, PEOPLE, 2, 0.1, List.of()));
        Recording attacked = Recording.of(Recording.settings(5, PEOPLE, 2, 0.1, Recording.allStories()));

        Set<String> withAttacks = texts(attacked.events().stream());
        assertThat(quiet.events()).isNotEmpty().allMatch(event -> withAttacks.contains(event.text()));
    }

    @Test
    void shouldWriteOneJsonObjectALineInTheOrderOfTime() {
        Recording recording = Recording.of(Recording.settings(8, PEOPLE, 1, 0.1, Recording.allStories()));

        assertThat(recording.events())
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> Long.compare(a.time(), b.time()))
                .allSatisfy(event -> {
                    assertThat(event.text()).doesNotContain("\n").matches("\\p{ASCII}*");
                    assertThat(event.json().isObject()).isTrue();
                });
        assertThat(recording.events().stream().map(Recording.Event::log).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Log.values());
    }

    @Test
    void shouldLabelEachStoryAndLeaveItsEventsInTheLogs() {
        Recording recording = Recording.of(Recording.settings(9, PEOPLE, 2, 0, Recording.allStories()));

        Map<Log, Set<String>> uids = new HashMap<>();
        recording.events().forEach(event -> uids.computeIfAbsent(event.log(), log -> new HashSet<>())
                .add(uid(event)));
        assertThat(recording.labels()).extracting(Label::id).containsExactlyElementsOf(Recording.allStories());
        assertThat(recording.labels()).allSatisfy(label -> {
            assertThat(label.traces()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(label.entities()).isNotEmpty();
            assertThat(label.start())
                    .isGreaterThanOrEqualTo(
                            Recording.START.plus(Duration.ofHours(1)).toEpochMilli());
            assertThat(label.traces())
                    .allSatisfy(trace -> assertThat(uids.get(trace.log())).contains(trace.uid()));
        });
    }

    @Test
    void shouldWriteLabelsAsJson() {
        Recording recording = Recording.of(Recording.settings(9, PEOPLE, 1, 0, List.of("role-chain")));

        JsonNode label =
                new Recording.Event(Log.FALCO, 0, recording.labels().get(0).json()).json();
        assertThat(label.get("id").textValue()).isEqualTo("role-chain");
        assertThat(label.get("detections").toString()).isEqualTo("[5,23]");
        assertThat(label.get("events").size())
                .isEqualTo(recording.labels().get(0).traces().size());
        assertThat(label.at("/events/0/log").textValue()).isEqualTo("aws-cloudtrail");
    }

    @Test
    void shouldFailAtSomeStepInEachStoryAndSucceedAtOthers() {
        Recording recording = Recording.of(Recording.settings(3, PEOPLE, 2, 0, Recording.allStories()));
        Map<String, Recording.Event> byUid = new HashMap<>();
        recording.events().forEach(event -> byUid.put(event.log() + uid(event), event));

        Set<String> withoutFailure = new TreeSet<>();
        for (Label label : recording.labels()) {
            boolean failed = label.traces().stream()
                    .map(trace -> byUid.get(trace.log() + trace.uid()).text())
                    .anyMatch(SimulationTest::isFailure);
            if (!failed) {
                withoutFailure.add(label.id());
            }
        }
        // A stolen token and a distributed spray either work throughout or never.
        assertThat(withoutFailure).isSubsetOf("repository-theft");
    }

    private static boolean isFailure(String text) {
        return text.contains("\"errorCode\":\"")
                || text.contains("\"errorMessage\":\"")
                || text.contains("\"result\":\"FAILURE\"")
                || text.contains("\"result\":\"failure\"")
                || text.contains("\"code\":403")
                || text.contains("\"code\":7,")
                || text.contains("login_failure")
                || text.contains("\"resultType\":\"Failure\"")
                || text.matches(".*\"resultType\":\"[1-9]\\d+\".*");
    }

    @Test
    void shouldExerciseEveryDetection() {
        Set<Integer> exercised = new TreeSet<>();
        StoryBook.plots().forEach(plot -> exercised.addAll(plot.detections()));

        assertThat(exercised)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 25).boxed().toList());
        assertThat(StoryBook.plots())
                .hasSizeGreaterThanOrEqualTo(15)
                .extracting(Plot::id)
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldComeCloseToTheRateThatWasAskedFor() {
        double rate = 1;
        double scale = Volume.scaleFor(rate, 50);

        int[] events = {0};
        runAndCount(Recording.settings(2, 50, 7, scale, List.of()), events);

        assertThat(events[0] / (7 * 86_400.0)).isCloseTo(rate, within(0.15));
    }

    private static void runAndCount(SimulationSettings settings, int[] events) {
        try {
            new Simulation(settings).run((log, time, bytes, length) -> events[0]++, passed -> true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldStopWhenTold() {
        List<Long> watched = new ArrayList<>();
        SimulationSettings settings = Recording.settings(2, PEOPLE, 1, 0.1, List.of());

        int[] events = {0};
        try {
            new Simulation(settings).run((log, time, bytes, length) -> events[0]++, passed -> {
                watched.add(passed);
                return watched.size() < 3;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }

        assertThat(watched).hasSize(3).isSorted();
        assertThat(events[0]).isBetween(1, 4_000);
    }

    @Test
    void shouldRefuseWhatCannotBeSimulated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recording.settings(1, 3, 1, 1, List.of()))
                .withMessageContaining("16 to 100,000 people, not 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recording.settings(1, 30, 0, 1, List.of()))
                .withMessageContaining("days");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Recording.settings(1, 30, 1, 1, List.of("nothing")))
                .withMessageContaining("no story 'nothing'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulationSettings(
                        1, 30, Recording.START, 1, 1, List.of(), Duration.ZERO, Duration.ofHours(2), 0))
                .withMessageContaining("late");
    }

    /** What identifies an event in its log, as the labels have it. */
    private static String uid(Recording.Event event) {
        JsonNode json = event.json();
        return switch (event.log()) {
            case AWS_CLOUDTRAIL ->
                json.path("sharedEventID").asText(json.get("eventID").textValue());
            case ENTRA_SIGNIN, ENTRA_AUDIT -> json.at("/properties/id").textValue();
            case AZURE_ACTIVITY -> json.at("/properties/eventDataId").textValue();
            case GCP_AUDIT ->
                json.get("logName").textValue() + "|" + json.get("timestamp").textValue() + "|"
                        + json.get("insertId").textValue();
            case WORKSPACE_LOGIN ->
                json.at("/id/time").textValue() + "|"
                        + json.at("/id/uniqueQualifier").textValue() + "|"
                        + json.at("/id/applicationName").textValue();
            case KUBERNETES_AUDIT ->
                json.get("auditID").textValue() + "|" + json.get("stage").textValue() + "|"
                        + json.get("stageTimestamp").textValue();
            case OKTA_SYSTEM, FALCO -> json.get("uuid").textValue();
            case GITHUB_AUDIT -> json.get("_document_id").textValue();
        };
    }

    private static Set<String> texts(Stream<Recording.Event> events) {
        return events.map(Recording.Event::text).collect(Collectors.toSet());
    }

    private static List<String> texts(List<Label> labels) {
        return labels.stream().map(Label::json).toList();
    }
}
