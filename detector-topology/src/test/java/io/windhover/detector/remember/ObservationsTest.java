package io.windhover.detector.remember;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.detector.Samples;
import io.windhover.detector.remember.Observations.Together;
import io.windhover.schemas.AlsoObserved;
import io.windhover.schemas.BatchedEvent;
import io.windhover.schemas.BatchedGroup;
import io.windhover.schemas.BatchedObservation;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<String> read = new ArrayList<>();
    private final Observations observations = new Observations(this::event);

    @Test
    void shouldGiveWhatABatchHasByRuleAndGroup() {
        // Given
        Observation record = record(batch(
                List.of(event("e1", false), event("e2", true)),
                new BatchedGroup("many", "hash", List.of("alice"), List.of(observed(0, "k1"), observed(1, "k2"))),
                new BatchedGroup("other", "hash-2", List.of("alice", "ip"), List.of(observed(1, "k3")))));

        // When
        List<Together> all = observations.of(record, new RecordHeaders());

        // Then
        assertThat(all).hasSize(2);
        assertThat(all.get(0).observations())
                .extracting(Observation::getRuleUid)
                .containsOnly("many");
        assertThat(all.get(0).observations())
                .extracting(Observation::getMatchedUid)
                .containsOnly("base");
        assertThat(all.get(0).observations())
                .flatExtracting(Observation::getValues)
                .containsExactly("k1", "k2");
        assertThat(all.get(0).observations()).extracting(Observation::getSilent).containsExactly(false, true);
        assertThat(all.get(1).observations()).singleElement().satisfies(observation -> {
            assertThat(observation.getRuleSetVersion()).isEqualTo(7);
            assertThat(observation.getRuleHash()).isEqualTo("hash-2");
            assertThat(observation.getGroup()).containsExactly("alice", "ip");
            assertThat(observation.getEvidence())
                    .isEqualTo(new Evidence("e2", NOON, NOON.plusSeconds(2), "windhover.events", 3, 42L, "did"));
        });
    }

    @Test
    void shouldReadAnEventOnlyWhenItIsAskedFor() {
        // Given
        List<Observation> both = observations
                .of(
                        record(batch(
                                List.of(event("e1", false)),
                                new BatchedGroup(
                                        "many", "hash", List.of("a"), List.of(observed(0, "k1"), observed(0, "k2"))))),
                        new RecordHeaders())
                .get(0)
                .observations();
        assertThat(read).isEmpty();

        // When
        assertThat(both.get(0).getEvent().getUid()).isEqualTo("e1");
        assertThat(both.get(1).getEvent().getUid()).isEqualTo("e1");

        // Then
        assertThat(read).containsExactly("e1");
    }

    @Test
    void shouldGiveEachItsEventsHeaders() {
        BatchedEvent traced = BatchedEvent.newBuilder(event("e1", false))
                .setHeaders(Map.of("traceparent", ByteBuffer.wrap("00-1".getBytes(StandardCharsets.UTF_8))))
                .build();

        List<Together> all = observations.of(
                record(batch(
                        List.of(traced, event("e2", false)),
                        new BatchedGroup("many", "hash", List.of("a"), List.of(observed(0, "k"), observed(1, "k"))))),
                new RecordHeaders());

        assertThat(all.get(0).headers().get(0).lastHeader("traceparent").value())
                .asString()
                .isEqualTo("00-1");
        assertThat(all.get(0).headers().get(1)).isEmpty();
    }

    @Test
    void shouldTakeARecordOfAnEarlierBuild() {
        Observation record = Observation.newBuilder(record(null))
                .setRuleUid("many")
                .setAlso(List.of(
                        new AlsoObserved("other", "hash-2", "base-2", List.of("alice", "ip"), List.of("k2"), Map.of())))
                .build();

        List<Together> all = observations.of(record, new RecordHeaders());

        assertThat(all)
                .flatExtracting(Together::observations)
                .extracting(Observation::getRuleUid)
                .containsExactly("many", "other");
    }

    @Test
    void shouldRefuseABatchThatRefersToNothing() {
        Observation record = record(batch(
                List.of(event("e1", false)), new BatchedGroup("m", "h", List.of("a"), List.of(observed(1, "k")))));

        assertThatThrownBy(() -> observations.of(record, new RecordHeaders()))
                .isInstanceOf(SerializationException.class)
                .hasMessage("the batch refers to number 1 of 1");
    }

    private CloudEvent event(byte[] bytes) {
        String uid = new String(bytes, StandardCharsets.UTF_8);
        read.add(uid);
        return Samples.event(uid, NOON, "CreateAccessKey");
    }

    private static BatchedEvent event(String uid, boolean silent) {
        return new BatchedEvent(
                uid,
                NOON.toEpochMilli(),
                NOON.plusSeconds(2).toEpochMilli(),
                42L,
                "did",
                silent,
                ByteBuffer.wrap(uid.getBytes(StandardCharsets.UTF_8)),
                Map.of());
    }

    private static BatchedObservation observed(int event, String value) {
        return new BatchedObservation(event, 0, List.of(value), Map.of());
    }

    private static ObservationBatch batch(List<BatchedEvent> events, BatchedGroup... groups) {
        return new ObservationBatch("windhover.events", 3, List.of("base"), events, List.of(groups));
    }

    private static Observation record(ObservationBatch batch) {
        return Observation.newBuilder()
                .setRuleUid("")
                .setRuleHash("")
                .setRuleSetVersion(7)
                .setMatchedUid("base")
                .setEvidence(Samples.evidence("e0", NOON))
                .setBatch(batch)
                .build();
    }
}
