package io.windhover.detector.ruleset;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.ruleset.RulesTopic.RuleRecord;
import io.windhover.rules.RuleCompiler;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody who can write to the rules topic, and has no key, can do to the rules: nothing. */
class SignedRulesTest {
    private static final String KEYS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01";
    private static final String TRAILS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a02";

    @TempDir
    private Path folder;

    private final RuleCompiler compiler = RuleCompiler.standard();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** The topic as compaction leaves it. */
    private final List<RuleRecord> topic = new ArrayList<>();

    private Running detector;
    private long end;

    /** A detector that follows the topic. */
    private final class Running {
        private final RuleLibrary library;
        private final ActiveRules active;
        private final RuleSetFollower follower;

        Running(RuleTrust trust, String kept) {
            library = new RuleLibrary(compiler, trust);
            active = new ActiveRules(library.none());
            new KeptRules(folder.resolve(kept)).restore(library, active);
            new RuleSetMetrics(meters, active);
            follower = new RuleSetFollower(library, active);
            topic.forEach(record -> follower.put(record.key(), record.document(), record.offset()));
        }

        List<String> titles() {
            return active.current().rules().rules().stream()
                    .map(rule -> rule.reference().getTitle())
                    .toList();
        }
    }

    @BeforeEach
    void startWithTwoSignedRules() throws IOException {
        makeKeys("old");
        makeKeys("new");
        publish("old", text(KEYS, "CreateAccessKey"), text(TRAILS, "DeleteTrail"));
        detector = new Running(trust("old", "new"), "kept");
        assertThat(detector.titles()).containsExactly("Calls CreateAccessKey", "Calls DeleteTrail");
    }

    @Test
    void shouldDisregardASetThatIsNotSigned() {
        publish(null, text(KEYS, "Nothing"));
        publish(null);

        assertUntouched();
    }

    @Test
    void shouldDisregardASetThatIsSignedWithAnotherKey() throws IOException {
        makeKeys("attacker");

        publish("attacker", text(KEYS, "Nothing"));

        assertUntouched();
    }

    @Test
    void shouldDisregardADocumentWhoseTextOrModeWasAltered() {
        RuleRecord document = topic.get(0);
        alter(document, builder -> builder.setMode(RuleMode.OFF));
        alter(document, builder -> builder.setText(sigma(KEYS, "Nothing")).setHash(RuleKeys.hash("x")));
        alter(document, builder -> builder.setSignature("not Base64"));
        alter(document, builder -> builder.setSignature("AAAA"));
        alter(document, builder -> builder.setSignature(null));

        assertUntouched();
    }

    @Test
    void shouldDisregardADocumentUnderAnotherName() {
        RuleRecord keys = topic.get(0);
        RuleRecord trails = topic.get(1);

        write(trails.key(), keys.document());

        assertUntouched();
    }

    @Test
    void shouldDisregardAManifestWithOtherMembers() {
        RuleRecord manifest = newestManifest();
        List<String> one = manifest.document().getMembers().subList(0, 1);
        alter(manifest, builder -> builder.setMembers(one).setHash(RuleKeys.hash(one)));
        List<String> turned = new ArrayList<>(manifest.document().getMembers());
        Collections.reverse(turned);
        alter(manifest, builder -> builder.setMembers(turned).setHash(RuleKeys.hash(turned)));

        assertUntouched();
    }

    @Test
    void shouldDisregardAnOlderManifestThatIsWrittenAgain() {
        RuleRecord old = newestManifest();
        publish("old", text(KEYS, "CreateUser"), text(TRAILS, "DeleteTrail"));
        long version = detector.active.current().version();

        write(old.key(), old.document());

        assertThat(detector.titles()).containsExactly("Calls CreateUser", "Calls DeleteTrail");
        assertThat(detector.active.current().version()).isEqualTo(version);
        assertThat(untrusted()).isOne();
    }

    @Test
    void shouldDisregardATombstoneOfWhatTheActiveSetNeeds() {
        List<RuleRecord> all = List.copyOf(topic);

        all.forEach(record -> remove(record.key()));

        assertThat(detector.titles()).hasSize(2);
        assertThat(untrusted()).isEqualTo(all.size());
        // What stands on the manifest is still there to be activated.
        detector.follower.put(newest(all).key(), newest(all).document(), end++);
        assertThat(detector.active.current().version()).isEqualTo(end - 1);
    }

    @Test
    void shouldBeginWithTheKeptSetWhereTheTopicWasEmptied() {
        topic.clear();

        assertThat(new Running(trust("old", "new"), "kept").titles()).hasSize(2);
        assertThat(new Running(trust("old", "new"), "none").titles()).isEmpty();
        assertThat(new Running(trust("new"), "kept").titles())
                .as("what was kept counts only where its key is trusted")
                .isEmpty();
    }

    @Test
    void shouldNotGoBackToAnOlderSetAfterARestart() {
        List<RuleRecord> old = List.copyOf(topic);
        publish("old", text(KEYS, "CreateUser"), text(TRAILS, "DeleteTrail"));
        // Whoever can write has the newer set compacted away, and the older one at the end.
        topic.clear();
        old.forEach(record -> topic.add(new RuleRecord(record.key(), end++, record.document())));

        Running restarted = new Running(trust("old", "new"), "kept");

        assertThat(restarted.titles()).containsExactly("Calls CreateUser", "Calls DeleteTrail");
    }

    @Test
    void shouldKeepTheLastGoodVersionThatRunsWhateverIsWrittenAgain() {
        // Given a rule of three versions, of which the newest has an error
        RuleRecord oldest = topic.get(0);
        publish("old", text(KEYS, "CreateUser"), text(TRAILS, "DeleteTrail"));
        RuleRecord good = newestManifest();
        publish("old", broken(KEYS), text(TRAILS, "DeleteTrail"));
        RuleRecord newest = newestManifest();
        assertThat(detector.titles()).containsExactly("Calls CreateUser", "Calls DeleteTrail");

        // When the set that named the good version is deleted, and the oldest version written again
        remove(good.key());
        write(oldest.key(), oldest.document());
        write(newest.key(), newest.document());

        // Then neither that, nor the next publication, nor a restart goes back to the oldest
        assertThat(detector.titles()).containsExactly("Calls CreateUser", "Calls DeleteTrail");
        publish("old", broken(KEYS), text(TRAILS, "StopLogging"));
        assertThat(detector.titles()).containsExactly("Calls CreateUser", "Calls StopLogging");
        assertThat(new Running(trust("old"), "kept").titles()).containsExactly("Calls CreateUser", "Calls StopLogging");
    }

    @Test
    void shouldFindTheDocumentThatTheManifestWasSignedForAmongSignedOnes() {
        // Given a rule that stands in another file now
        RuleRecord before = topic.get(0);
        RuleText moved = new RuleText(KEYS, "rules/elsewhere.yml", sigma(KEYS, "CreateAccessKey"));
        publish("old", moved, text(TRAILS, "DeleteTrail"));
        RuleRecord manifest = newestManifest();

        // When what was signed for the file before is written again, and the manifest too
        write(before.key(), before.document());
        write(manifest.key(), manifest.document());

        // Then the set is what it was, also in the copy, and the next one can be published
        assertThat(detector.active.current().version()).isEqualTo(end - 1);
        assertThat(meters.get("windhover.ruleset.refusals").counter().count()).isZero();
        publish("old", moved, text(TRAILS, "StopLogging"));
        assertThat(detector.titles()).containsExactly("Calls CreateAccessKey", "Calls StopLogging");
        topic.clear();
        assertThat(new Running(trust("old"), "kept").titles())
                .containsExactly("Calls CreateAccessKey", "Calls StopLogging");
    }

    @Test
    void shouldMoveTheVersionAloneWhereTheActiveManifestIsWrittenAgain() {
        RuleRecord manifest = newestManifest();
        ActiveRuleSet set = detector.active.current();

        write(manifest.key(), manifest.document());

        assertThat(detector.active.current().version()).isEqualTo(end - 1);
        assertThat(detector.active.current().rules()).as("not compiled anew").isSameAs(set.rules());
    }

    @Test
    void shouldPublishLaterThanTheNewestManifestThoughAnOlderOneWasWrittenBehindIt() {
        RuleRecord old = newestManifest();
        publish("old", text(KEYS, "CreateUser"), text(TRAILS, "DeleteTrail"));
        write(old.key(), old.document());

        publish("old", text(KEYS, "CreateRole"), text(TRAILS, "DeleteTrail"));

        assertThat(newestManifest().document().getPublished()).isEqualTo(NOON.plusMillis(2));
        assertThat(detector.titles()).containsExactly("Calls CreateRole", "Calls DeleteTrail");
    }

    @Test
    void shouldDisregardWhatCannotBeReadSinceNobodyVouchesForIt() {
        topic.forEach(record -> detector.follower.refuse(record.key(), end++, new IllegalStateException("test")));

        assertUntouched();
        assertThat(meters.get("windhover.ruleset.refused").gauge().value()).isZero();
    }

    @Test
    void shouldBeginWithTheTopicAloneWhereTheKeptSetIsDamaged() throws IOException {
        byte[] kept = Files.readAllBytes(folder.resolve("kept"));
        for (int length = 0; length < kept.length; length += 7) {
            Files.write(folder.resolve("cut"), Arrays.copyOf(kept, length));

            assertThat(new KeptRules(folder.resolve("cut")).read())
                    .as("%d bytes of it", length)
                    .isEmpty();
        }
        assertThat(new Running(trust("old"), "cut").titles()).hasSize(2);
    }

    @Test
    void shouldTakeWhatIsAlreadyHistoryForHistory() {
        publish("old", text(KEYS, "CreateUser"), text(TRAILS, "DeleteTrail"));
        publish("old", text(KEYS, "CreateRole"), text(TRAILS, "DeleteTrail"));

        Running restarted = new Running(trust("old", "new"), "kept");

        assertThat(restarted.titles()).containsExactly("Calls CreateRole", "Calls DeleteTrail");
        assertThat(untrusted()).isZero();
    }

    @Test
    void shouldNotReportAgainWhatStandsBeforeTheKeptSet() {
        // Given a topic that is not compacted yet, with what a retired key signed
        List<RuleRecord> before = List.copyOf(topic);
        publish("new", text(KEYS, "CreateAccessKey"), text(TRAILS, "DeleteTrail"));
        topic.addAll(0, before);

        Running restarted = new Running(trust("new"), "kept");

        assertThat(restarted.titles()).hasSize(2);
        assertThat(untrusted()).isZero();
        restarted.follower.put(before.get(0).key(), before.get(0).document(), end);
        assertThat(untrusted()).isOne();
    }

    @Test
    void shouldLetTheKeyBeChangedWhileBothAreTrusted() {
        RuleUpdate update = publish("new", text(KEYS, "CreateAccessKey"), text(TRAILS, "DeleteTrail"));

        assertThat(update.written()).as("every document is signed anew").hasSize(2);
        assertThat(detector.titles()).hasSize(2);
        assertThat(new Running(trust("new"), "other").titles()).hasSize(2);
        assertThat(untrusted()).isZero();
    }

    @Test
    void shouldWriteNothingTwiceThatItSignedBefore() {
        RuleUpdate update = publish("old", text(KEYS, "CreateAccessKey"), text(TRAILS, "DeleteTrail"));

        assertThat(update.written()).isEmpty();
        assertThat(update.release().manifest().getPublished())
                .as("later, though the clock stands")
                .isEqualTo(NOON.plusMillis(1));
        assertThat(untrusted()).isZero();
    }

    @Test
    void shouldReplaceWhatStandsThereUnsigned() {
        topic.clear();
        publish(null, text(KEYS, "CreateAccessKey"), text(TRAILS, "DeleteTrail"), text("third", "CreateUser"));

        RuleUpdate update = publish("old", text(KEYS, "CreateAccessKey"), text(TRAILS, "DeleteTrail"));

        assertThat(update.written()).hasSize(2);
        assertThat(new Running(trust("old"), "other").titles()).hasSize(2);
        assertThat(topic).allMatch(record -> record.document().getSignature() != null);
    }

    private void assertUntouched() {
        assertThat(detector.titles()).containsExactly("Calls CreateAccessKey", "Calls DeleteTrail");
        assertThat(detector.active.current().version()).isEqualTo(2);
        assertThat(untrusted()).isPositive();
    }

    private double untrusted() {
        return meters.get("windhover.ruleset.untrusted").counter().count();
    }

    private void makeKeys(String name) throws IOException {
        SigningKey.Generated keys = SigningKey.generate();
        Files.writeString(folder.resolve(name + ".key"), keys.privateKey());
        Files.writeString(folder.resolve(name + ".pub"), keys.publicKey());
    }

    private RuleTrust trust(String... names) {
        return TrustedKeys.of(List.of(names).stream()
                .map(name -> folder.resolve(name + ".pub"))
                .toList());
    }

    private RuleUpdate publish(String key, RuleText... rules) {
        RuleSigner signer = key == null
                ? RuleSigner.NONE
                : new RuleSigner(SigningKey.read(folder.resolve(key + ".key")), trust("old", "new"));
        RuleUpdate update = RuleUpdate.of(new RulesTopic(topic), List.of(rules), null, null, NOON, compiler, signer);
        update.written().forEach(this::write);
        write(update.release().manifestKey(), update.release().manifest());
        update.stale().forEach(this::remove);
        return update;
    }

    private void alter(RuleRecord record, Consumer<RuleDocument.Builder> change) {
        RuleDocument.Builder builder = RuleDocument.newBuilder(record.document());
        change.accept(builder);
        write(record.key(), builder.build());
    }

    private void write(String key, RuleDocument document) {
        topic.removeIf(record -> record.key().equals(key));
        topic.add(new RuleRecord(key, end, document));
        Optional.ofNullable(detector).ifPresent(running -> running.follower.put(key, document, end));
        end++;
    }

    private void remove(String key) {
        topic.removeIf(record -> record.key().equals(key));
        Optional.ofNullable(detector).ifPresent(running -> running.follower.remove(key, end));
        end++;
    }

    private RuleRecord newestManifest() {
        return newest(topic);
    }

    private static RuleRecord newest(List<RuleRecord> records) {
        return new RulesTopic(records).newest().orElseThrow();
    }

    private static RuleText broken(String id) {
        return new RuleText(
                id, "rules/" + id + ".yml", sigma(id, "Nothing").replace("condition:", "conditions:"), true);
    }

    private static RuleText text(String id, String operation) {
        return new RuleText(id, "rules/" + id + ".yml", sigma(id, operation));
    }
}
