package io.windhover.detector.ruleset;

import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import io.windhover.schemas.RuleMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a rule set: first the documents that the topic lacks, then the manifest that names all of them, then
 * tombstones for what neither it nor one of the {@value #KEPT_MANIFESTS} manifests before it names. The topic has one
 * partition, so a detector that sees the manifest has seen the documents.
 */
public final class RulePublisher {
    /** Manifests that stay on the topic, so that a detector that refuses the newest finds a good one after a restart. */
    static final int KEPT_MANIFESTS = 8;

    private final Map<String, String> kafka;
    private final String topic;
    private final SchemaRegistry registry;
    private final InstantSource clock;

    /**
     * Publishes to one topic.
     *
     * @param kafka client settings
     * @param topic the rules topic
     */
    public RulePublisher(Map<String, String> kafka, String topic, SchemaRegistry registry, InstantSource clock) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * A file to publish.
     *
     * @param ruleId id of the first rule in it: stays the same when its text changes
     * @param origin its path relative to the published folder
     * @param text its content
     */
    public record RuleText(String ruleId, String origin, String text) {}

    /**
     * What a publication did.
     *
     * @param version offset of the manifest
     * @param added documents that were not on the topic
     * @param unchanged documents that were
     * @param removed documents that the set before named and this one does not
     */
    public record Publication(long version, int added, int unchanged, int removed) {}

    /**
     * Makes a set the active one.
     *
     * @param rules the whole set
     * @param owner who answers for it, or null
     * @param commit revision it comes from, or null
     * @throws KafkaException if the brokers do not take it; unless the manifest was written, the active set stays
     */
    public Publication publish(List<RuleText> rules, @Nullable String owner, @Nullable String commit)
            throws InterruptedException {
        RulesTopic before = RulesTopic.read(kafka, topic, registry);
        Map<String, RuleDocument> documents = new LinkedHashMap<>();
        for (RuleText rule : rules) {
            String hash = RuleKeys.hash(rule.text());
            documents.put(RuleKeys.ofDocument(rule.ruleId(), hash), document(rule, hash, owner, commit));
        }
        RuleDocument manifest = manifest(List.copyOf(documents.keySet()), owner, commit);
        Map<String, RuleDocument> added = new LinkedHashMap<>(documents);
        added.keySet().removeAll(before.documents().keySet());

        long version = write(added, manifest, stale(before, manifest));
        List<RulesTopic.Manifest> manifests = before.manifests();
        Set<String> removed = manifests.isEmpty()
                ? new HashSet<>()
                : new HashSet<>(manifests.get(manifests.size() - 1).document().getMembers());
        removed.removeAll(documents.keySet());
        return new Publication(version, added.size(), documents.size() - added.size(), removed.size());
    }

    private RuleDocument document(RuleText rule, String hash, @Nullable String owner, @Nullable String commit) {
        return new RuleDocument(
                RuleFormat.SIGMA,
                rule.text(),
                hash,
                RuleMode.LIVE,
                owner,
                rule.origin(),
                commit,
                List.of(),
                clock.instant());
    }

    private RuleDocument manifest(List<String> members, @Nullable String owner, @Nullable String commit) {
        return new RuleDocument(
                RuleFormat.MANIFEST,
                "",
                RuleKeys.hash(members),
                RuleMode.LIVE,
                owner,
                null,
                commit,
                members,
                clock.instant());
    }

    /** Keys that may go: old manifests, and documents that only they name. */
    private static List<String> stale(RulesTopic before, RuleDocument manifest) {
        String key = RuleKeys.ofManifest(manifest.getHash());
        List<RulesTopic.Manifest> others =
                before.manifests().stream().filter(m -> !m.key().equals(key)).toList();
        int drop = Math.max(0, others.size() - KEPT_MANIFESTS);
        Set<String> named = new HashSet<>(manifest.getMembers());
        others.subList(drop, others.size())
                .forEach(m -> named.addAll(m.document().getMembers()));
        List<String> stale = new ArrayList<>();
        others.subList(0, drop).forEach(m -> stale.add(m.key()));
        before.documents().keySet().stream().filter(k -> !named.contains(k)).forEach(stale::add);
        return stale;
    }

    private long write(Map<String, RuleDocument> added, RuleDocument manifest, List<String> stale)
            throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.idempotence", "true");
        settings.put("acks", "all");
        settings.put("max.request.size", "2097152");
        try (AvroSerde<RuleDocument> serde = new AvroSerde<>(RuleDocument.class, registry);
                KafkaProducer<String, byte[]> producer =
                        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            Serializer<RuleDocument> serializer = serde.serializer();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            added.forEach((key, document) -> sent.add(
                    producer.send(new ProducerRecord<>(topic, 0, key, serializer.serialize(topic, document)))));
            // The manifest must not stand there if one of its documents does not.
            for (Future<RecordMetadata> document : sent) {
                offset(document);
            }
            long version = offset(producer.send(new ProducerRecord<>(
                    topic, 0, RuleKeys.ofManifest(manifest.getHash()), serializer.serialize(topic, manifest))));
            for (String key : stale) {
                offset(producer.send(new ProducerRecord<>(topic, 0, key, null)));
            }
            return version;
        }
    }

    private static long offset(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw new KafkaException("the rules topic does not take the rules", e.getCause());
        }
    }
}
