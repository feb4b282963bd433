package io.windhover.detector.match;

import io.windhover.detector.ObservationKey;
import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.ObservedMatch;
import io.windhover.schemas.BatchedEvent;
import io.windhover.schemas.BatchedGroup;
import io.windhover.schemas.BatchedObservation;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationBatch;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.RuleReference;
import java.nio.ByteBuffer;
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
 *
 * <p>What is gathered is counted in bytes as it is written at most, and given away before it is more than {@link #MOST_BYTES};
 * so no record can be too large for its topic, whatever an event has in it.
 */
final class ObservationBuffer {
    /** Of all that is gathered, in bytes. */
    static final int MOST_BYTES = 256 << 10;
    /** Of an event without its raw bytes: of a larger one only what tells who did what goes on. */
    static final int MOST_EVENT = 32 << 10;
    /** The headers that findings have of their event. */
    private static final List<String> KEPT_HEADERS = List.of("traceparent", "tracestate");

    private static final int MOST_HEADER = 1 << 10;
    /** Of a number, of the length before a text, and of what begins and ends a list. */
    private static final int NUMBER_BYTES = 5;

    private final int partitions;
    private final BiConsumer<String, Observation> records;
    private final Map<GroupName, Group> groups = new HashMap<>();
    /** By partition of the observations. */
    private final Map<Integer, Batch> batches = new TreeMap<>();

    private long ruleSetVersion;
    private int bytes;

    /**
     * Makes an empty one.
     *
     * @param partitions of the topic of the observations
     * @param records takes what was gathered: records with their keys, each of which is of the record's partition
     */
    ObservationBuffer(int partitions, BiConsumer<String, Observation> records) {
        this.partitions = partitions;
        this.records = records;
    }

    /**
     * An event that rules must know of.
     *
     * @param slim it without its raw bytes, as it is written
     * @param silent whether it only teaches
     * @throws SerializationException if its id alone is too long to be told
     */
    static BatchedEvent event(Evidence evidence, byte[] slim, boolean silent, Headers headers) {
        if (size(evidence.getUid()) > MOST_BYTES / 2) {
            throw new SerializationException(
                    "the event's id has " + evidence.getUid().length() + " characters");
        }
        return new BatchedEvent(
                evidence.getUid(),
                evidence.getTime().toEpochMilli(),
                evidence.getIngestTime().toEpochMilli(),
                evidence.getOffset(),
                evidence.getSummary(),
                silent,
                ByteBuffer.wrap(slim),
                kept(headers));
    }

    private static Map<String, ByteBuffer> kept(Headers headers) {
        Map<String, ByteBuffer> kept = Map.of();
        for (String name : KEPT_HEADERS) {
            Header header = headers.lastHeader(name);
            if (header != null && header.value() != null && header.value().length <= MOST_HEADER) {
                kept = kept.isEmpty() ? new HashMap<>() : kept;
                kept.put(name, ByteBuffer.wrap(header.value()));
            }
        }
        return kept;
    }

    /**
     * Adds what rules must know of an event.
     *
     * @param evidence of the event
     * @param version of the rule set that judged; what another one judged is given away first
     */
    void add(BatchedEvent event, List<ObservedMatch> observed, Evidence evidence, long version) {
        if (ruleSetVersion != version) {
            drain();
            ruleSetVersion = version;
        }
        int eventBytes = size(event);
        for (ObservedMatch match : observed) {
            String uid = match.rule().reference().getUid();
            GroupName name = new GroupName(match.stateful(), match.group());
            Group group = groups.get(name);
            int matchBytes = size(match);
            // As if event and rule were new to the record.
            int most = eventBytes + matchBytes + size(uid) + (group == null ? size(name) : 0);
            if (bytes + most > MOST_BYTES) {
                drain();
                group = null;
            }
            if (group == null) {
                group = open(name);
            }
            group.observed.add(new BatchedObservation(
                    group.batch.index(event, evidence, eventBytes),
                    group.batch.index(uid),
                    match.values(),
                    match.carried()));
            bytes += matchBytes;
        }
    }

    private static int size(BatchedEvent event) {
        int size = event.getEvent().remaining() + size(event.getUid()) + size(event.getSummary()) + 10 * NUMBER_BYTES;
        for (Map.Entry<String, ByteBuffer> header : event.getHeaders().entrySet()) {
            size += size(header.getKey()) + header.getValue().remaining() + NUMBER_BYTES;
        }
        return size;
    }

    private static int size(ObservedMatch match) {
        int size = 6 * NUMBER_BYTES + size(match.values());
        for (Map.Entry<String, String> carried : match.carried().entrySet()) {
            size += size(carried.getKey()) + size(carried.getValue());
        }
        return size;
    }

    private static int size(GroupName name) {
        RuleReference rule = name.rule.reference();
        return size(rule.getUid()) + size(rule.getHash()) + size(name.group) + 4 * NUMBER_BYTES;
    }

    private static int size(List<String> texts) {
        int size = 0;
        for (int i = 0; i < texts.size(); i++) {
            size += size(texts.get(i));
        }
        return size;
    }

    private static int size(String text) {
        return Utils.utf8Length(text) + NUMBER_BYTES;
    }

    private Group open(GroupName name) {
        String key = ObservationKey.of(name.rule.reference().getUid(), name.group);
        Batch batch = batches.computeIfAbsent(ObservationKey.partition(key, partitions), any -> new Batch(key));
        Group group = new Group(batch);
        groups.put(name, group);
        bytes += size(name);
        batch.groups.add(new BatchedGroup(
                name.rule.reference().getUid(), name.rule.reference().getHash(), name.group, group.observed));
        return group;
    }

    /** Gives away what is gathered. */
    void drain() {
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
        /** Event time of the newest. */
        private Instant newest = Instant.EPOCH;

        Batch(String key) {
            this.key = key;
        }

        @SuppressWarnings("ReferenceEquality") // The event at hand is the last one, or not here yet.
        int index(BatchedEvent event, Evidence evidence, int eventBytes) {
            int last = events.size() - 1;
            if (last >= 0 && events.get(last) == event) {
                return last;
            }
            events.add(event);
            topic = evidence.getTopic();
            partition = evidence.getPartition();
            newest = evidence.getTime().isAfter(newest) ? evidence.getTime() : newest;
            bytes += eventBytes;
            return last + 1;
        }

        int index(String rule) {
            return rules.computeIfAbsent(rule, any -> {
                ruleUids.add(rule);
                bytes += size(rule);
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
                    new Evidence("", newest, newest, topic, partition, -1L, ""),
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
