package io.windhover.detector.ruleset;

import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.state.Sizes;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistry;
import io.windhover.rules.RuleCompiler;
import io.windhover.schemas.RuleDocument;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a rule set: first the documents that the topic lacks, then the manifest that names all of them, then
 * tombstones for what nothing needs any more. The topic has one partition, so a detector that sees the manifest has seen
 * the documents.
 *
 * <p>All of it is one transaction, under an id that the topic's publishers share. A publication reads the topic after it
 * took that id, so nobody changes the topic between its reading and its writing: whoever took the id before fails.
 */
public final class RulePublisher {
    private final Map<String, String> kafka;
    private final String topic;
    private final SchemaRegistry registry;
    private final InstantSource clock;
    private final RuleSigner signer;

    /**
     * Publishes to one topic, without signatures.
     *
     * @param kafka client settings
     * @param topic the rules topic
     */
    public RulePublisher(Map<String, String> kafka, String topic, SchemaRegistry registry, InstantSource clock) {
        this(kafka, topic, registry, clock, RuleSigner.NONE);
    }

    /** The same, with signatures. */
    public RulePublisher(
            Map<String, String> kafka, String topic, SchemaRegistry registry, InstantSource clock, RuleSigner signer) {
        this.kafka = Map.copyOf(kafka);
        this.topic = topic;
        this.registry = registry;
        this.clock = clock;
        this.signer = signer;
    }

    /**
     * What a publication did.
     *
     * @param version offset of the manifest
     * @param added documents that were not on the topic as they are now
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
     * @throws KafkaException if the brokers do not take it, or if another publication began meanwhile; then nothing of
     *     this one counts
     */
    public Publication publish(List<RuleText> rules, @Nullable String owner, @Nullable String commit)
            throws InterruptedException {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("enable.idempotence", "true");
        settings.put("acks", "all");
        settings.put("max.request.size", Sizes.MOST_RULE_RECORD);
        settings.put("transactional.id", topic + ".publisher");
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            return publish(producer, rules, owner, commit);
        } catch (KafkaException e) {
            throw isFenced(e)
                    ? new KafkaException("another publication began meanwhile, so nothing of this one counts;"
                            + " publish again if it should replace the other's set")
                    : e;
        }
    }

    private Publication publish(
            KafkaProducer<String, byte[]> producer,
            List<RuleText> rules,
            @Nullable String owner,
            @Nullable String commit)
            throws InterruptedException {
        producer.initTransactions();
        RulesTopic before = RulesTopic.read(kafka, topic, registry);
        RuleUpdate update =
                RuleUpdate.of(before, rules, owner, commit, clock.instant(), RuleCompiler.standard(), signer);
        long version = write(producer, update);

        Set<String> members = update.release().documents().keySet();
        Set<String> removed = new HashSet<>();
        before.newest().ifPresent(manifest -> removed.addAll(manifest.document().getMembers()));
        removed.removeAll(members);
        int added = update.written().size();
        return new Publication(version, added, members.size() - added, removed.size());
    }

    private long write(KafkaProducer<String, byte[]> producer, RuleUpdate update) throws InterruptedException {
        try (AvroSerde<RuleDocument> serde = new AvroSerde<>(RuleDocument.class, registry)) {
            Serializer<RuleDocument> serializer = serde.serializer();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            producer.beginTransaction();
            update.written()
                    .forEach((key, document) -> sent.add(send(producer, key, serializer.serialize(topic, document))));
            RuleRelease release = update.release();
            Future<RecordMetadata> manifest =
                    send(producer, release.manifestKey(), serializer.serialize(topic, release.manifest()));
            update.stale().forEach(key -> sent.add(send(producer, key, null)));
            // Fails if one of the records was not taken; a producer that is closed without it aborts.
            producer.commitTransaction();
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
            return manifest.get().offset();
        } catch (ExecutionException e) {
            throw new KafkaException("the rules topic does not take the rules", e.getCause());
        }
    }

    private Future<RecordMetadata> send(KafkaProducer<String, byte[]> producer, String key, byte @Nullable [] value) {
        return producer.send(new ProducerRecord<>(topic, 0, key, value));
    }

    private static boolean isFenced(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException);
    }
}
