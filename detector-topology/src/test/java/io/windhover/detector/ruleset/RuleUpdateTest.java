package io.windhover.detector.ruleset;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.ruleset.RulesTopic.RuleRecord;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.RuleCompiler;
import io.windhover.schemas.RuleDocument;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleUpdateTest {
    private static final String KEYS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01";
    private static final String TRAILS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a02";

    private final RuleCompiler compiler = RuleCompiler.standard();

    /** What compaction leaves of the topic. */
    private final List<RuleRecord> topic = new ArrayList<>();

    private long end;

    @Test
    void shouldKeepTheLastGoodVersionOfARefusedRuleForEver() {
        publish(good(KEYS, "CreateAccessKey"), good(TRAILS, "DeleteTrail"));
        for (int i = 0; i < 3 * RuleUpdate.KEPT_MANIFESTS; i++) {
            publish(broken(KEYS, i), good(TRAILS, "Operation" + i));
        }

        assertThat(activeTitles()).containsExactly("Calls CreateAccessKey", "Calls Operation23");
        assertThat(manifests()).hasSize(RuleUpdate.KEPT_MANIFESTS + 1);
        assertThat(topic).hasSizeLessThan(4 * (RuleUpdate.KEPT_MANIFESTS + 1));
    }

    @Test
    void shouldLetGoOfALastGoodVersionOnceTheRuleIsMended() {
        publish(good(KEYS, "CreateAccessKey"), good(TRAILS, "DeleteTrail"));
        for (int i = 0; i < 2 * RuleUpdate.KEPT_MANIFESTS; i++) {
            publish(broken(KEYS, i), good(TRAILS, "Operation" + i));
        }
        publish(good(KEYS, "CreateUser"), good(TRAILS, "DeleteTrail"));
        publish(good(KEYS, "CreateRole"), good(TRAILS, "DeleteTrail"));

        assertThat(activeTitles()).containsExactly("Calls CreateRole", "Calls DeleteTrail");
        assertThat(topic)
                .extracting(record -> record.document().getText())
                .noneMatch(text -> text.contains("CreateAccessKey"));
    }

    @Test
    void shouldKeepTheNewestManifestThatCanBeActivated() {
        publish(new RuleText(KEYS, "keys.yml", sigma(KEYS, "CreateAccessKey")));
        for (int i = 0; i < 2 * RuleUpdate.KEPT_MANIFESTS; i++) {
            publish(broken(TRAILS, i));
        }

        assertThat(activeTitles()).containsExactly("Calls CreateAccessKey");
    }

    @Test
    void shouldFindTheLastGoodVersionOfARuleWithoutAnId() {
        String text = sigma(KEYS, "CreateAccessKey").replaceAll("id: .*\\n", "");
        publish(new RuleText("Calls CreateAccessKey", "keys.yml", text), good(TRAILS, "DeleteTrail"));

        RuleUpdate first = publish(new RuleText("keys.yml", "keys.yml", "title: [", true), good(TRAILS, "DeleteTrail"));
        RuleUpdate second =
                publish(new RuleText("keys.yml", "keys.yml", "title: [ ", true), good(TRAILS, "DeleteTrail"));

        assertThat(first.written().keySet()).singleElement().satisfies(key -> assertThat(RuleKeys.ruleId(key))
                .isEqualTo("Calls CreateAccessKey"));
        assertThat(second.written().keySet()).singleElement().satisfies(key -> assertThat(RuleKeys.ruleId(key))
                .isEqualTo("Calls CreateAccessKey"));
        assertThat(activeTitles()).containsExactly("Calls CreateAccessKey", "Calls DeleteTrail");
    }

    @Test
    void shouldLeaveABrokenFileTheIdThatItTells() {
        publish(new RuleText(KEYS, "same.yml", sigma(KEYS, "CreateUser")), good(TRAILS, "DeleteTrail"));

        RuleUpdate update = publish(
                new RuleText(KEYS, "moved.yml", sigma(KEYS, "CreateUser")),
                new RuleText(TRAILS, "same.yml", "title: [", true));

        assertThat(update.release().manifest().getMembers())
                .extracting(RuleKeys::ruleId)
                .containsExactly(KEYS, TRAILS);
        assertThat(activeTitles()).containsExactly("Calls CreateUser", "Calls DeleteTrail");
    }

    @Test
    void shouldMendADamagedDocumentAndFollowARenamedFile() {
        publish(good(KEYS, "CreateAccessKey"), good(TRAILS, "DeleteTrail"));
        RuleRecord intact = topic.get(0);
        topic.set(
                0,
                new RuleRecord(
                        intact.key(),
                        intact.offset(),
                        RuleDocument.newBuilder(intact.document())
                                .setText("cut")
                                .build()));

        RuleUpdate mended = publish(good(KEYS, "CreateAccessKey"), good(TRAILS, "DeleteTrail"));
        RuleUpdate renamed =
                publish(new RuleText(KEYS, "new.yml", sigma(KEYS, "CreateAccessKey")), good(TRAILS, "DeleteTrail"));
        RuleUpdate same =
                publish(new RuleText(KEYS, "new.yml", sigma(KEYS, "CreateAccessKey")), good(TRAILS, "DeleteTrail"));

        assertThat(mended.written()).containsOnlyKeys(intact.key());
        assertThat(renamed.written().values()).singleElement().satisfies(document -> assertThat(document.getOrigin())
                .isEqualTo("new.yml"));
        assertThat(same.written()).isEmpty();
        assertThat(activeTitles()).containsExactly("Calls CreateAccessKey", "Calls DeleteTrail");
    }

    private RuleUpdate publish(RuleText... rules) {
        RuleUpdate update =
                RuleUpdate.of(new RulesTopic(topic), List.of(rules), null, null, NOON, compiler, RuleSigner.NONE);
        update.written().forEach(this::put);
        put(update.release().manifestKey(), update.release().manifest());
        topic.removeIf(record -> update.stale().contains(record.key()));
        end += update.stale().size();
        return update;
    }

    private void put(String key, RuleDocument document) {
        topic.removeIf(record -> record.key().equals(key));
        topic.add(new RuleRecord(key, end++, document));
    }

    /** Of a detector that starts now. */
    private List<String> activeTitles() {
        List<String> titles = new ArrayList<>();
        for (RuleSetChange change : new RulesTopic(topic).changes(compiler, RuleTrust.ANYONE)) {
            if (change instanceof RuleSetChange.Activated activated) {
                titles.clear();
                activated.active().rules().rules().stream()
                        .map(CompiledRule::reference)
                        .forEach(rule -> titles.add(rule.getTitle()));
            }
        }
        return titles;
    }

    private List<RuleRecord> manifests() {
        return new RulesTopic(topic).manifests();
    }

    private static RuleText good(String id, String operation) {
        return new RuleText(id, id + ".yml", sigma(id, operation));
    }

    private static RuleText broken(String id, int attempt) {
        return new RuleText(id, id + ".yml", "title: [ " + attempt, true);
    }
}
