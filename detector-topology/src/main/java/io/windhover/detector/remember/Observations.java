package io.windhover.detector.remember;

import io.windhover.rules.DeferredObservation;
import io.windhover.schemas.AlsoObserved;
import io.windhover.schemas.BatchedEvent;
import io.windhover.schemas.BatchedGroup;
import io.windhover.schemas.BatchedObservation;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationBatch;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The observations of a record: one by itself, or those of a batch. */
final class Observations {
    private final Function<byte[], CloudEvent> events;

    /** @param events reads an event that stands in a batch */
    Observations(Function<byte[], CloudEvent> events) {
        this.events = events;
    }

    /**
     * Observations of one rule and group.
     *
     * @param headers of each one's event
     */
    record Together(List<Observation> observations, List<Headers> headers) {}

    /**
     * What stands in a record, by rule and group.
     *
     * @throws SerializationException if a batch refers to what it does not have
     */
    List<Together> of(Observation record, Headers headers) {
        ObservationBatch batch = record.getBatch();
        return batch == null ? single(record, headers) : batched(batch, record.getRuleSetVersion(), headers);
    }

    private static List<Together> single(Observation record, Headers headers) {
        List<Together> all = new ArrayList<>(record.getAlso().size() + 1);
        all.add(new Together(List.of(record), List.of(headers)));
        for (AlsoObserved also : record.getAlso()) {
            Observation observation = Observation.newBuilder(record)
                    .setRuleUid(also.getRuleUid())
                    .setRuleHash(also.getRuleHash())
                    .setMatchedUid(also.getMatchedUid())
                    .setGroup(also.getGroup())
                    .setValues(also.getValues())
                    .setCarried(also.getCarried())
                    .setAlso(List.of())
                    .build();
            all.add(new Together(List.of(observation), List.of(headers)));
        }
        return all;
    }

    private List<Together> batched(ObservationBatch batch, long ruleSetVersion, Headers headers) {
        List<ReadEvent> read = new ArrayList<>(batch.getEvents().size());
        for (BatchedEvent event : batch.getEvents()) {
            read.add(new ReadEvent(event, batch, headers));
        }
        List<Together> all = new ArrayList<>(batch.getGroups().size());
        for (BatchedGroup group : batch.getGroups()) {
            List<Observation> observations = new ArrayList<>(group.getObserved().size());
            List<Headers> causes = new ArrayList<>(group.getObserved().size());
            for (BatchedObservation observed : group.getObserved()) {
                ReadEvent event = at(read, observed.getEvent());
                observations.add(new DeferredObservation(
                        group.getRuleUid(),
                        group.getRuleHash(),
                        ruleSetVersion,
                        at(batch.getRules(), observed.getMatched()),
                        group.getGroup(),
                        observed.getValues(),
                        event.evidence,
                        observed.getCarried(),
                        event.silent,
                        event::event));
                causes.add(event.headers);
            }
            if (!observations.isEmpty()) {
                all.add(new Together(observations, causes));
            }
        }
        return all;
    }

    private static <T> T at(List<T> list, int index) {
        if (index < 0 || index >= list.size()) {
            throw new SerializationException("the batch refers to number " + index + " of " + list.size());
        }
        return list.get(index);
    }

    /** An event that is read once somebody asks for it. */
    private final class ReadEvent {
        private final ByteBuffer bytes;
        private final Evidence evidence;
        private final boolean silent;
        private final Headers headers;
        private @Nullable CloudEvent event;

        ReadEvent(BatchedEvent batched, ObservationBatch batch, Headers recordHeaders) {
            this.bytes = batched.getEvent();
            this.evidence = new Evidence(
                    batched.getUid(),
                    Instant.ofEpochMilli(batched.getTime()),
                    Instant.ofEpochMilli(batched.getIngestTime()),
                    batch.getTopic(),
                    batch.getPartition(),
                    batched.getOffset(),
                    batched.getSummary());
            this.silent = batched.getSilent();
            this.headers = batched.getHeaders().isEmpty() ? recordHeaders : headers(batched.getHeaders());
        }

        CloudEvent event() {
            CloudEvent known = event;
            if (known == null) {
                known = events.apply(bytes(bytes));
                event = known;
            }
            return known;
        }
    }

    private static Headers headers(Map<String, ByteBuffer> map) {
        Headers headers = new RecordHeaders();
        map.forEach((name, value) -> headers.add(name, bytes(value)));
        return headers;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
