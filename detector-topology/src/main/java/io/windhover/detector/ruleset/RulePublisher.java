package io.windhover.detector.ruleset;

import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.RuleDocument;
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
        RuleRelease release = RuleRelease.of(rules, owner, commit, clock.instant());
        Map<String, RuleDocument> added = new LinkedHashMap<>(release.documents());
        added.keySet().removeAll(before.documents().keySet());
        long version = write(added, release, stale(before, release));

        Set<String> removed = new HashSet<>();
        before.newest().ifPresent(manifest -> removed.addAll(manifest.document().getMembers()));
        removed.removeAll(release.documents().keySet());
        return new Publication(version, added.size(), release.documents().size() - added.size(), removed.size());
    }

    /** Keys that may go: old manifests, and documents that only they name. */
    private static List<String> stale(RulesTopic before, RuleRelease release) {
        List<RulesTopic.Manifest> others = before.manifests().stream()
                .filter(m -> !m.key().equals(release.manifestKey()))
                .toList();
        int drop = Math.max(0, others.size() - KEPT_MANIFESTS);
        Set<String> named = new HashSet<>(release.documents().keySet());
        others.subList(drop, others.size())
                .forEach(m -> named.addAll(m.document().getMembers()));
        List<String> stale = new ArrayList<>();
        others.subList(0, drop).forEach(m -> stale.add(m.key()));
        before.documents().keySet().stream().filter(k -> !named.contains(k)).forEach(stale::add);
        return stale;
    }

    private long write(Map<String, RuleDocument> added, RuleRelease release, List<String> stale)
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
                    topic, 0, release.manifestKey(), serializer.serialize(topic, release.manifest()))));
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
