package io.windhover.detector.ruleset;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.rules.RuleCompiler;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleLibraryTest {
    private static final String KEYS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01";
    private static final String TRAILS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a02";
    private static final String BROKEN = "title: [";

    private final RuleCompiler compiler = RuleCompiler.standard();
    private final List<Map.Entry<String, RuleDocument>> topic = new ArrayList<>();

    @Test
    void shouldActivateAWholeSetAtItsManifest() {
        publish(text(KEYS, sigma(KEYS, "CreateAccessKey")), text(TRAILS, sigma(TRAILS, "DeleteTrail")));

        List<RuleSetChange> changes = replay();

        assertThat(changes).singleElement().isInstanceOfSatisfying(RuleSetChange.Activated.class, activated -> {
            assertThat(activated.version()).isEqualTo(2);
            assertThat(ids(activated)).containsExactly(KEYS, TRAILS);
        });
    }

    @Test
    void shouldRefuseAManifestThatNamesWhatIsNotThere() {
        RuleRelease release = release(text(KEYS, sigma(KEYS, "CreateAccessKey")));
        topic.add(Map.entry(release.manifestKey(), release.manifest()));

        assertThat(replay()).singleElement().isInstanceOfSatisfying(RuleSetChange.Refused.class, refused -> assertThat(
                        refused.reason())
                .contains(KEYS)
                .contains("not there"));
    }

    @Test
    void shouldRefuseADocumentThatIsNotWhatItsHashSays() {
        RuleRelease release = release(text(KEYS, sigma(KEYS, "CreateAccessKey")));
        release.documents()
                .forEach((key, document) -> topic.add(Map.entry(
                        key,
                        RuleDocument.newBuilder(document)
                                .setText(sigma(KEYS, "Nothing"))
                                .build())));
        topic.add(Map.entry(release.manifestKey(), release.manifest()));

        assertThat(replay()).singleElement().isInstanceOfSatisfying(RuleSetChange.Refused.class, refused -> assertThat(
                        refused.reason())
                .contains("not what its hash says"));
    }

    @Test
    void shouldRefuseASetOfWhichNothingRuns() {
        publish(text(KEYS, BROKEN));

        assertThat(replay()).singleElement().isInstanceOf(RuleSetChange.Refused.class);
    }

    @Test
    void shouldAcceptASetWithoutRules() {
        publish(text(KEYS, sigma(KEYS, "CreateAccessKey")));
        publish();

        assertThat(replay()).last().isInstanceOfSatisfying(RuleSetChange.Activated.class, activated -> assertThat(
                        ids(activated))
                .isEmpty());
    }

    @Test
    void shouldRefuseABadRuleAlone() {
        publish(text(KEYS, BROKEN), text(TRAILS, sigma(TRAILS, "DeleteTrail")));

        assertThat(replay()).singleElement().isInstanceOfSatisfying(RuleSetChange.Activated.class, activated -> {
            assertThat(ids(activated)).containsExactly(TRAILS);
            assertThat(activated.active().issues()).anySatisfy(issue -> {
                assertThat(issue.isError()).isTrue();
                assertThat(issue.file()).isEqualTo("rules/" + KEYS + ".yml");
            });
        });
    }

    @Test
    void shouldRunTheNewestGoodVersionOfARefusedRuleAlsoAfterARestart() {
        publish(text(KEYS, sigma(KEYS, "CreateUser")));
        publish(text(KEYS, sigma(KEYS, "CreateAccessKey")));
        publish(text(KEYS, BROKEN), text(TRAILS, sigma(TRAILS, "DeleteTrail")));
        publish(text(KEYS, BROKEN + " "), text(TRAILS, sigma(TRAILS, "DeleteTrail")));

        List<RuleSetChange> first = replay();
        List<RuleSetChange> restarted = replay();

        assertThat(first).last().isInstanceOfSatisfying(RuleSetChange.Activated.class, activated -> {
            assertThat(ids(activated)).containsExactly(KEYS, TRAILS);
            assertThat(activated.active().rules().rules())
                    .first()
                    .satisfies(rule -> assertThat(rule.reference().getTitle()).isEqualTo("Calls CreateAccessKey"));
        });
        assertThat(titles(restarted)).isEqualTo(titles(first));
    }

    @Test
    void shouldReportWhatALastGoodVersionClashesWith() {
        publish(text(KEYS, sigma(KEYS, "CreateUser")));
        // The rule has moved to another file, and what stayed in the first is broken.
        publish(text(KEYS, BROKEN), text(TRAILS, sigma(KEYS, "DeleteTrail")));

        assertThat(replay()).last().isInstanceOfSatisfying(RuleSetChange.Activated.class, activated -> {
            assertThat(activated.active().rules().rules()).hasSize(1);
            assertThat(activated.active().issues())
                    .doesNotHaveDuplicates()
                    .anySatisfy(issue -> assertThat(issue.file()).isEqualTo("rules/" + KEYS + ".yml"))
                    .anySatisfy(issue -> {
                        assertThat(issue.file()).isEqualTo("rules/" + TRAILS + ".yml");
                        assertThat(issue.message()).contains("already names the rule");
                    });
        });
    }

    @Test
    void shouldNotRunAMemberOfTheSetInPlaceOfAnotherToo() {
        publish(text(KEYS, sigma(KEYS, "CreateUser")));
        publish(
                text(KEYS, sigma(KEYS, "CreateUser")),
                new RuleText(KEYS, "rules/copy.yml", sigma(KEYS, "CreateUser") + "# copied"));

        assertThat(replay()).last().isInstanceOfSatisfying(RuleSetChange.Activated.class, activated -> assertThat(
                        activated.active().issues())
                .filteredOn(issue -> issue.isError())
                .singleElement()
                .satisfies(issue -> assertThat(issue.file()).isEqualTo("rules/copy.yml")));
    }

    @Test
    void shouldRunADocumentInNoHigherModeThanItSays() {
        RuleRelease release = release(text(KEYS, sigma(KEYS, "CreateAccessKey")));
        release.documents()
                .forEach((key, document) -> topic.add(Map.entry(
                        key,
                        RuleDocument.newBuilder(document)
                                .setMode(RuleMode.SHADOW)
                                .build())));
        topic.add(Map.entry(release.manifestKey(), release.manifest()));

        assertThat(replay())
                .singleElement()
                .isInstanceOfSatisfying(RuleSetChange.Activated.class, activated -> assertThat(activated
                                .active()
                                .rules()
                                .rules()
                                .get(0)
                                .reference()
                                .getMode())
                        .isEqualTo(RuleMode.SHADOW));
    }

    @Test
    void shouldNotTouchTheActiveSetAtATombstone() {
        publish(text(KEYS, sigma(KEYS, "CreateAccessKey")));
        RuleLibrary library = new RuleLibrary(compiler);
        long offset = 0;
        for (Map.Entry<String, RuleDocument> record : topic) {
            library.put(record.getKey(), record.getValue(), offset++);
        }

        topic.forEach(record -> library.remove(record.getKey(), topic.size()));
        Optional<RuleSetChange> again =
                library.put(topic.get(0).getKey(), topic.get(0).getValue(), offset);

        assertThat(again).isEmpty();
    }

    private void publish(RuleText... texts) {
        RuleRelease release = release(texts);
        release.documents().forEach((key, document) -> topic.add(Map.entry(key, document)));
        topic.add(Map.entry(release.manifestKey(), release.manifest()));
    }

    private List<RuleSetChange> replay() {
        RuleLibrary library = new RuleLibrary(compiler);
        List<RuleSetChange> changes = new ArrayList<>();
        for (int offset = 0; offset < topic.size(); offset++) {
            library.put(topic.get(offset).getKey(), topic.get(offset).getValue(), offset)
                    .ifPresent(changes::add);
        }
        return changes;
    }

    private static RuleRelease release(RuleText... texts) {
        return RuleRelease.of(List.of(texts), "secops", "abc123", NOON);
    }

    private static RuleText text(String id, String text) {
        return new RuleText(id, "rules/" + id + ".yml", text);
    }

    private static List<String> ids(RuleSetChange.Activated activated) {
        return activated.active().rules().rules().stream()
                .map(rule -> rule.reference().getUid())
                .toList();
    }

    private static List<String> titles(List<RuleSetChange> changes) {
        return changes.stream()
                .map(change -> change instanceof RuleSetChange.Activated activated
                        ? activated.version()
                                + activated.active().rules().rules().toString()
                        : change.toString())
                .toList();
    }
}
