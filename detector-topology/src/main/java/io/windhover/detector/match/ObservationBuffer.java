package io.windhover.detector.match;

import io.windhover.detector.ObservationKey;
import io.windhover.detector.state.Sizes;
import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.ObservedMatch;
import io.windhover.schemas.BatchedEvent;
import io.windhover.schemas.BatchedGroup;
import io.windhover.schemas.BatchedObservation;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationBatch;
import io.windhover.schemas.ObservationKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;

/**
 * Gathers the observations of a task from one commit to the next, by the partition that they go to: what many rules have to
 * know of many events is one record then, in which each event stands once, and each group once. For one thread.
 */
final class ObservationBuffer {
    /** Of gathered events, in bytes: with that many it is full, so that a record is far below what brokers take. */
    static final int FULL = 256 << 10;
    /** Of one event without its raw bytes. */
    static final int MOST_EVENT = Sizes.MOST_RESULT / 2;
    /** Beside its texts. */
    private static final int OBSERVATION_BYTES = 8;

    private static final Evidence NONE = new Evidence("", Instant.EPOCH, Instant.EPOCH, "", -1, -1L, "");

    private final int partitions;
    private final Map<GroupName, Group> groups = new HashMap<>();
    /** By partition of the observations. */
    private final Map<Integer, Batch> batches = new TreeMap<>();

    private long ruleSetVersion;
    private int bytes;

    /**
     * Makes an empty one.
     *
     * @param partitions of the topic of the observations
     */
    ObservationBuffer(int partitions) {
        this.partitions = partitions;
    }

    /**
     * An event that rules must know of.
     *
     * @param slim it without its raw bytes, as the events topic would have it
     * @param silent whether it only teaches
     * @throws SerializationException if it is larger than {@link #MOST_EVENT}
     */
    static BatchedEvent event(Evidence evidence, byte[] slim, boolean silent, Headers headers) {
        if (slim.length > MOST_EVENT) {
            throw new SerializationException("the event has " + slim.length + " bytes without its raw ones, more than "
                    + MOST_EVENT + ", and stateful rules must know of it");
        }
        return new BatchedEvent(
                evidence.getUid(),
                evidence.getTime().toEpochMilli(),
                evidence.getIngestTime().toEpochMilli(),
                evidence.getOffset(),
                evidence.getSummary(),
                silent,
                ByteBuffer.wrap(slim),
                map(headers));
    }

    private static Map<String, ByteBuffer> map(Headers headers) {
        Map<String, ByteBuffer> map = Map.of();
        for (Header header : headers) {
            if (map.isEmpty()) {
                map = new HashMap<>();
            }
            if (header.value() != null) {
                map.put(header.key(), ByteBuffer.wrap(header.value()));
            }
        }
        return map;
    }

    boolean isEmpty() {
        return batches.isEmpty();
    }

    boolean isFull() {
        return bytes >= FULL;
    }

    /** Whether what is gathered was judged by another rule set. */
    boolean isOf(long version) {
        return isEmpty() || ruleSetVersion == version;
    }

    /**
     * Adds what rules must know of an event.
     *
     * @param evidence of the event
     * @param version of the rule set that judged; the same as that of all that is gathered
     */
    void add(BatchedEvent event, List<ObservedMatch> observed, Evidence evidence, long version) {
        ruleSetVersion = version;
        for (ObservedMatch match : observed) {
            Group group = groups.computeIfAbsent(new GroupName(match.stateful(), match.group()), this::open);
            group.observed.add(new BatchedObservation(
                    group.batch.index(event, evidence),
                    group.batch.index(match.rule().reference().getUid()),
                    match.values(),
                    match.carried()));
            bytes += OBSERVATION_BYTES;
            match.values().forEach(value -> bytes += value.length());
            match.carried().values().forEach(value -> bytes += value.length());
        }
    }

    private Group open(GroupName name) {
        String key = ObservationKey.of(name.rule.reference().getUid(), name.group);
        Batch batch = batches.computeIfAbsent(partition(key), any -> new Batch(key));
        Group group = new Group(batch);
        batch.groups.add(new BatchedGroup(
                name.rule.reference().getUid(), name.rule.reference().getHash(), name.group, group.observed));
        name.group.forEach(text -> bytes += text.length());
        return group;
    }

    /** As Kafka's producers do it for a key. */
    private int partition(String key) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    /** Gives away what is gathered: records with their keys, each of which is of the record's partition. */
    void drain(BiConsumer<String, Observation> records) {
        List<Batch> full = List.copyOf(batches.values());
        clear();
        full.forEach(batch -> records.accept(batch.key, batch.record(ruleSetVersion)));
    }

    void clear() {
        batches.clear();
        groups.clear();
        bytes = 0;
    }

    private record GroupName(CompiledStatefulRule rule, List<String> group) {}

    /** What is gathered of one group. */
    private static final class Group {
        private final Batch batch;
        private final List<BatchedObservation> observed = new ArrayList<>();

        Group(Batch batch) {
            this.batch = batch;
        }
    }

    /** What is gathered for one partition. */
    private final class Batch {
        private final String key;
        private final Map<String, Integer> rules = new HashMap<>();
        private final List<String> ruleUids = new ArrayList<>();
        private final List<BatchedEvent> events = new ArrayList<>();
        private final List<BatchedGroup> groups = new ArrayList<>();
        private String topic = "";
        private int partition;

        Batch(String key) {
            this.key = key;
        }

        @SuppressWarnings("ReferenceEquality") // The event at hand is the last one, or not here yet.
        int index(BatchedEvent event, Evidence evidence) {
            int last = events.size() - 1;
            if (last >= 0 && events.get(last) == event) {
                return last;
            }
            events.add(event);
            topic = evidence.getTopic();
            partition = evidence.getPartition();
            bytes += event.getEvent().remaining() + event.getSummary().length();
            return last + 1;
        }

        int index(String rule) {
            return rules.computeIfAbsent(rule, any -> {
                ruleUids.add(rule);
                return ruleUids.size() - 1;
            });
        }

        Observation record(long version) {
            return new Observation(
                    "",
                    "",
                    version,
                    "",
                    List.of(),
                    List.of(),
                    0,
                    NONE,
                    Map.of(),
                    false,
                    ObservationKind.EVENT,
                    null,
                    null,
                    List.of(),
                    new ObservationBatch(topic, partition, ruleUids, events, groups));
        }
    }
}
