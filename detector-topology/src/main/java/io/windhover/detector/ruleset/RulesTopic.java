package io.windhover.detector.ruleset;

import io.windhover.detector.compacted.CompactedTopic;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.RuleCompiler;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * What stands on the rules topic now, as compaction leaves it.
 *
 * @param records the newest record of each key that can be read, oldest first
 */
public record RulesTopic(List<RuleRecord> records) {
    /** In the order of their offsets. */
    public RulesTopic {
        records = List.copyOf(records);
    }

    /**
     * A record of the topic.
     *
     * @param key its key
     * @param offset of a manifest: the version of the rule set it names
     * @param document what it says
     */
    public record RuleRecord(String key, long offset, RuleDocument document) {
        boolean isManifest() {
            return document.getFormat() == RuleFormat.MANIFEST;
        }
    }

    /** What the records do to the rule set of a detector that starts now, oldest first. */
    public List<RuleSetChange> changes(RuleCompiler compiler, RuleTrust trust) {
        return replay(new RuleLibrary(compiler, trust));
    }

    /** Only the records that a trusted key vouches for. */
    RulesTopic of(RuleTrust trust) {
        return new RulesTopic(records.stream()
                .filter(record -> trust.vouchesFor(record.key(), record.document()))
                .toList());
    }

    List<RuleSetChange> replay(RuleLibrary library) {
        return records.stream()
                .flatMap(record -> library.put(record.key(), record.document(), record.offset()).stream())
                .toList();
    }

    Map<String, RuleDocument> documents() {
        Map<String, RuleDocument> documents = new LinkedHashMap<>();
        records.stream()
                .filter(record -> !record.isManifest())
                .forEach(record -> documents.put(record.key(), record.document()));
        return documents;
    }

    List<RuleRecord> manifests() {
        return records.stream().filter(RuleRecord::isManifest).toList();
    }

    /** The manifest that was written last: its set is active unless a detector refused it. */
    Optional<RuleRecord> newest() {
        List<RuleRecord> manifests = manifests();
        return manifests.isEmpty() ? Optional.empty() : Optional.of(manifests.get(manifests.size() - 1));
    }

    /**
     * Reads the topic from its beginning to its present end, as far as it is committed. Records that cannot be read are
     * left out: the detector reports them.
     *
     * @param kafka client settings
     * @throws TimeoutException if the brokers do not give it
     */
    public static RulesTopic read(Map<String, String> kafka, String topic, SchemaRegistry registry) {
        return new RulesTopic(CompactedTopic.read(kafka, topic, RuleDocument.class, registry).entries().stream()
                .map(entry -> new RuleRecord(entry.key(), entry.offset(), entry.value()))
                .toList());
    }
}
