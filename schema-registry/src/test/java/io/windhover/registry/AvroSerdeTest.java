package io.windhover.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.registry.SchemaRegistryException.Reason;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Observation;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AvroSerdeTest {

    private final CountingRegistry registry = new CountingRegistry();

    @ParameterizedTest
    @MethodSource("io.windhover.registry.SampleRecords#all")
    void shouldReadWhatItWrote(SpecificRecord record) {
        assertThat(roundTrip(record)).isEqualTo(record);
    }

    private <T extends SpecificRecord> SpecificRecord roundTrip(T record) {
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) record.getClass();
        try (AvroSerde<T> serde = new AvroSerde<>(type, registry)) {
            byte[] bytes = serde.serializer().serialize("topic", record);
            return serde.deserializer().deserialize("topic", bytes);
        }
    }

    @Test
    void shouldWriteConfluentsWireFormat() {
        LogSource source = LogSource.newBuilder().setProduct("aws").build();

        byte[] bytes = serde(LogSource.class).serializer().serialize("topic", source);

        // Magic byte, id 1, then Avro: a string of 3 bytes and two null branches.
        assertThat(bytes).containsExactly(0, 0, 0, 0, 1, 6, 'a', 'w', 's', 0, 0);
        assertThat(WireFormat.schemaId(bytes)).isEqualTo(1);
    }

    @Test
    void shouldRegisterUnderTheTopicsValueSubjectWithoutJavaTypes() {
        serde(LogSource.class)
                .serializer()
                .serialize(
                        "windhover.x", LogSource.newBuilder().setProduct("aws").build());

        assertThat(registry.subjects).containsExactly("windhover.x-value");
        Schema registered = new Schema.Parser().parse(registry.schemas.get(0));
        assertThat(registry.schemas.get(0)).doesNotContain("avro.java.string");
        assertThat(registered.getField("product").schema()).isEqualTo(Schema.create(Schema.Type.STRING));
        assertThat(registered.getField("product").doc()).isNotEmpty();
    }

    @Test
    void shouldAskTheRegistryOncePerSchema() {
        var serializer = serde(CloudEvent.class).serializer();
        var deserializer = serde(CloudEvent.class).deserializer();

        for (int i = 0; i < 10; i++) {
            deserializer.deserialize("topic", serializer.serialize("topic", SampleRecords.event()));
        }

        assertThat(registry.subjects).hasSize(1);
        assertThat(registry.lookUps).isEqualTo(1);
    }

    @Test
    void shouldAskTheRegistryOnceWhenItsHalvesAreAskedForAtEveryRecord() {
        AvroSerde<CloudEvent> serde = serde(CloudEvent.class);

        for (int i = 0; i < 10; i++) {
            byte[] record = serde.serializer().serialize("topic", SampleRecords.event());
            serde.deserializer().deserialize("topic", record);
        }

        assertThat(registry.subjects).hasSize(1);
        assertThat(registry.lookUps).isEqualTo(1);
    }

    @Test
    void shouldKeepNullNull() {
        assertThat(serde(LogSource.class).serializer().serialize("topic", null)).isNull();
        assertThat(serde(LogSource.class).deserializer().deserialize("topic", (byte[]) null))
                .isNull();
    }

    @Test
    void shouldReadRecordsOfAnOlderSchemaWithDefaults() throws IOException {
        Schema older = without(Observation.getClassSchema(), "depth", "values");
        GenericRecord written = new GenericRecordBuilder(older)
                .set("rule_uid", "r")
                .set("rule_hash", "h")
                .set("matched_uid", "m")
                .set("evidence", evidence(older))
                .build();

        Observation read = serde(Observation.class).deserializer().deserialize("topic", write(older, written));

        assertThat(read.getRuleUid()).isEqualTo("r");
        assertThat(read.getDepth()).isZero();
        assertThat(read.getValues()).isEmpty();
        assertThat(read.getEvidence().getTime()).isEqualTo(SampleRecords.TIME);
    }

    @Test
    void shouldReadRecordsOfANewerSchemaWithoutWhatItDoesNotKnow() throws IOException {
        Schema newer = SchemaBuilder.record("LogSource")
                .namespace("io.windhover.schemas")
                .fields()
                .requiredString("vendor")
                .requiredString("product")
                .optionalString("service")
                .optionalString("category")
                .endRecord();
        GenericRecord written = new GenericRecordBuilder(newer)
                .set("vendor", "amazon")
                .set("product", "aws")
                .build();

        LogSource read = serde(LogSource.class).deserializer().deserialize("topic", write(newer, written));

        assertThat(read.getProduct()).isEqualTo("aws");
    }

    @Test
    void shouldReadAnEnumSymbolItDoesNotKnowAsTheDefault() throws IOException {
        Schema newer = new Schema.Parser()
                .parse(RuleDocument.getClassSchema().toString().replace("\"SIGMA\"", "\"YARA\",\"SIGMA\""));
        GenericRecord written = new GenericRecordBuilder(newer)
                .set(
                        "format",
                        new GenericData.EnumSymbol(newer.getField("format").schema(), "YARA"))
                .build();

        RuleDocument read = serde(RuleDocument.class).deserializer().deserialize("topic", write(newer, written));

        assertThat(read.getFormat()).isEqualTo(RuleFormat.UNKNOWN);
    }

    @Test
    void shouldNameTheFieldThatCannotBeWrittenAndStayUsable() {
        var serializer = serde(CloudEvent.class).serializer();
        CloudEvent incomplete = SampleRecords.event();
        incomplete.getLogSource().put("product", null);

        assertThatThrownBy(() -> serializer.serialize("topic", incomplete))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("log_source.product")
                .hasMessageContaining("CloudEvent for topic topic");
        assertThat(serde(CloudEvent.class)
                        .deserializer()
                        .deserialize("topic", serializer.serialize("topic", SampleRecords.event())))
                .isEqualTo(SampleRecords.event());
    }

    @Test
    void shouldNotTakeARecordForUnreadableWhenTheRegistryFails() {
        byte[] bytes = serde(CloudEvent.class).serializer().serialize("topic", SampleRecords.event());
        var deserializer = serde(CloudEvent.class).deserializer();

        registry.failure = new SchemaRegistryException(Reason.UNAVAILABLE, "down", null);
        assertThatThrownBy(() -> deserializer.deserialize("topic", bytes)).isSameAs(registry.failure);
        registry.failure = new SchemaRegistryException(Reason.REFUSED, "who are you", null);
        assertThatThrownBy(() -> deserializer.deserialize("topic", bytes)).isSameAs(registry.failure);

        registry.failure = null;
        assertThat(deserializer.deserialize("topic", bytes)).isEqualTo(SampleRecords.event());
    }

    @Test
    void shouldBeUsableByManyThreadsAtOnce() throws Exception {
        var serializer = serde(CloudEvent.class).serializer();
        var deserializer = serde(CloudEvent.class).deserializer();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Integer>> wrong = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            byte[] raw = new byte[500 * (t + 1)];
            CloudEvent event = CloudEvent.newBuilder(SampleRecords.event())
                    .setUid("thread-" + t)
                    .setRaw(ByteBuffer.wrap(raw))
                    .build();
            wrong.add(threads.submit(() -> {
                int count = 0;
                for (int i = 0; i < 2_000; i++) {
                    CloudEvent read = deserializer.deserialize("topic", serializer.serialize("topic", event));
                    count += event.equals(read) ? 0 : 1;
                }
                return count;
            }));
        }

        for (Future<Integer> count : wrong) {
            assertThat(count.get()).isZero();
        }
        threads.shutdown();
    }

    private static Schema without(Schema schema, String... names) {
        Schema result = Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false);
        result.setFields(schema.getFields().stream()
                .filter(field -> !List.of(names).contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList());
        return result;
    }

    private static GenericRecord evidence(Schema observation) {
        return new GenericRecordBuilder(observation.getField("evidence").schema())
                .set("uid", "u")
                .set("time", SampleRecords.TIME.toEpochMilli())
                .set("ingest_time", SampleRecords.TIME.toEpochMilli())
                .build();
    }

    private byte[] write(Schema schema, GenericRecord record) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        WireFormat.writeHeader(registry.register("topic-value", schema.toString()), out);
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private <T extends SpecificRecord> AvroSerde<T> serde(Class<T> type) {
        return new AvroSerde<>(type, registry);
    }

    private static final class CountingRegistry implements SchemaRegistry {

        private final List<String> subjects = new ArrayList<>();
        private final List<String> schemas = new ArrayList<>();
        private final Map<String, Integer> ids = new HashMap<>();
        private int lookUps;
        private SchemaRegistryException failure;

        @Override
        public synchronized int register(String subject, String schemaJson) {
            subjects.add(subject);
            return ids.computeIfAbsent(schemaJson, added -> {
                schemas.add(added);
                return schemas.size();
            });
        }

        @Override
        public boolean accepts(String subject, String schemaJson) {
            return true;
        }

        @Override
        public synchronized String schemaById(int id) {
            if (failure != null) {
                throw failure;
            }
            lookUps++;
            return schemas.get(id - 1);
        }
    }
}
