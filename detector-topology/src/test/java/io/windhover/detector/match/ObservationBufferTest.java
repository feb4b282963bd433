package io.windhover.detector.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.detector.ObservationKey;
import io.windhover.detector.Samples;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.ObservedMatch;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.RuleSet;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.BatchedEvent;
import io.windhover.schemas.BatchedGroup;
import io.windhover.schemas.BatchedObservation;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationBatch;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class ObservationBufferTest {
    private static final int PARTITIONS = 4;
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    private static final RuleSet RULES = rules("""
            title: Key
            id: 0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01
            logsource: {product: aws, service: cloudtrail}
            detection: {call: {eventName: CreateAccessKey}, condition: call}
            ---
            title: Many
            id: 0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a02
            correlation:
              type: event_count
              rules: 0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01
              timespan: 10m
              group-by: entity.principal
              condition: {gte: 3}
            """);
    private static final CompiledStatefulRule MANY = RULES.stateful().get(0);
    private static final CompiledRule KEY = RULES.rules().get(0);

    private static final Serializer<Observation> WRITER = new AvroSerde<>(
                    Observation.class, SchemaRegistries.connect(Map.of("schema.registry.url", "mock://buffer")))
            .serializer();

    private final List<Map.Entry<String, Observation>> told = new ArrayList<>();
    private final ObservationBuffer buffer =
            new ObservationBuffer(PARTITIONS, (key, record) -> told.add(Map.entry(key, record)));

    @Test
    void shouldPutEachEventAndGroupOnceIntoARecord() {
        // Given
        add("e1", List.of(match("alice", "k1"), match("alice", "k2")));
        add("e2", List.of(match("alice", "k3")));

        // When
        Map<String, Observation> records = drain();

        // Then
        assertThat(records).containsOnlyKeys("alice");
        assertThat(records.get("alice").getRuleSetVersion()).isEqualTo(7);
        ObservationBatch batch = records.get("alice").getBatch();
        assertThat(batch.getEvents()).extracting(BatchedEvent::getUid).containsExactly("e1", "e2");
        assertThat(batch.getRules()).containsExactly(KEY.reference().getUid());
        BatchedGroup group = batch.getGroups().get(0);
        assertThat(batch.getGroups()).hasSize(1);
        assertThat(group.getRuleUid()).isEqualTo(MANY.reference().getUid());
        assertThat(group.getGroup()).containsExactly("alice");
        assertThat(group.getObserved()).extracting(BatchedObservation::getEvent).containsExactly(0, 0, 1);
        assertThat(group.getObserved())
                .flatExtracting(BatchedObservation::getValues)
                .containsExactly("k1", "k2", "k3");
    }

    @Test
    void shouldSendEachGroupWhereItsKeyBelongs() {
        // Given
        IntStream.range(0, 200).forEach(i -> add("e" + i, List.of(match("user-" + i, "k"))));

        // When
        Map<String, Observation> records = drain();

        // Then
        assertThat(records).hasSize(PARTITIONS);
        records.forEach((key, record) -> assertThat(record.getBatch().getGroups())
                .extracting(group -> partition(ObservationKey.of(group.getRuleUid(), group.getGroup())))
                .containsOnly(partition(key)));
        assertThat(records.values())
                .flatExtracting(record -> record.getBatch().getGroups())
                .hasSize(200);
    }

    @Test
    void shouldBeEmptyOnceItIsDrained() {
        add("e1", List.of(match("alice", "k1")));
        assertThat(drain()).hasSize(1);

        assertThat(drain()).isEmpty();
    }

    @Test
    void shouldGiveAwayBeforeARecordIsTooLarge() {
        // When
        IntStream.range(0, 100)
                .forEach(i -> buffer.add(
                        event("e" + i, new byte[10_000]),
                        List.of(match("user-" + i, "\u20ac".repeat(1_024))),
                        evidence("e"),
                        7));
        buffer.drain();

        // Then
        assertThat(told).hasSizeGreaterThan(PARTITIONS);
        assertThat(told)
                .allSatisfy(record -> assertThat(written(record.getValue())).isLessThan(ObservationBuffer.MOST_BYTES));
        assertThat(told)
                .flatExtracting(record -> record.getValue().getBatch().getGroups())
                .hasSize(100);
    }

    @Test
    void shouldTellOneEventInSeveralRecordsWhereRulesAskForMuchOfIt() {
        // When
        buffer.add(
                event("e1", new byte[ObservationBuffer.MOST_EVENT]),
                IntStream.range(0, 200)
                        .mapToObj(i -> match("alice", i + "\u20ac".repeat(1_000)))
                        .toList(),
                evidence("e1"),
                7);
        buffer.drain();

        // Then
        assertThat(told).hasSizeGreaterThan(2);
        assertThat(told).allSatisfy(record -> {
            assertThat(written(record.getValue())).isLessThan(ObservationBuffer.MOST_BYTES);
            assertThat(record.getValue().getBatch().getEvents()).hasSize(1);
        });
        assertThat(told)
                .flatExtracting(record ->
                        record.getValue().getBatch().getGroups().get(0).getObserved())
                .hasSize(200);
    }

    @Test
    void shouldNotMixWhatTwoRuleSetsJudged() {
        add("e1", List.of(match("alice", "k1")));
        buffer.add(event("e2", new byte[1]), List.of(match("alice", "k2")), evidence("e2"), 8);
        buffer.drain();

        assertThat(told)
                .extracting(record -> record.getValue().getRuleSetVersion())
                .containsExactly(7L, 8L);
    }

    @Test
    void shouldRefuseAnEventWhoseIdIsTooLongToBeTold() {
        assertThatThrownBy(() -> event("e".repeat(ObservationBuffer.MOST_BYTES), new byte[1]))
                .isInstanceOf(SerializationException.class)
                .hasMessage("the event's id has 262144 characters");
    }

    @Test
    void shouldKeepTheTraceAndNoOtherHeaders() {
        RecordHeaders headers = new RecordHeaders();
        headers.add("baggage", new byte[100]);
        headers.add("tracestate", new byte[5_000]);
        headers.add("traceparent", "00-1".getBytes(StandardCharsets.UTF_8));

        BatchedEvent event = ObservationBuffer.event(evidence("e1"), new byte[1], false, headers);

        assertThat(event.getHeaders())
                .containsExactly(Map.entry("traceparent", ByteBuffer.wrap("00-1".getBytes(StandardCharsets.UTF_8))));
    }

    private static RuleSet rules(String text) {
        RuleCompiler compiler = RuleCompiler.standard();
        return compiler.compile(List.of(compiler.parse(new SourceFile("rules.yml", text))))
                .ruleSet();
    }

    private void add(String uid, List<ObservedMatch> observed) {
        buffer.add(event(uid, new byte[100]), observed, evidence(uid), 7);
    }

    private Map<String, Observation> drain() {
        Map<String, Observation> records = new LinkedHashMap<>();
        buffer.drain();
        told.forEach(record -> records.put(record.getKey(), record.getValue()));
        told.clear();
        return records;
    }

    private static ObservedMatch match(String user, String value) {
        return new ObservedMatch(MANY, KEY, List.of(user), List.of(value), Map.of());
    }

    private static BatchedEvent event(String uid, byte[] slim) {
        return ObservationBuffer.event(evidence(uid), slim, false, new RecordHeaders());
    }

    private static Evidence evidence(String uid) {
        return Samples.evidence(uid, NOON);
    }

    private static int written(Observation record) {
        return WRITER.serialize("observations", record).length;
    }

    /** As a producer places a key. */
    private static int partition(String key) {
        return BuiltInPartitioner.partitionForKey(key.getBytes(StandardCharsets.UTF_8), PARTITIONS);
    }
}
