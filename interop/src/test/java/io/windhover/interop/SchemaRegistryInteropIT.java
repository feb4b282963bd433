package io.windhover.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.windhover.local.EmbeddedBroker;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.registry.SchemaRegistryException;
import io.windhover.registry.SchemaRegistryException.Reason;
import io.windhover.registry.WireFormat;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Alert;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Finding;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Observation;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.SourceEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Our client and serde against a registry that is not ours, and a broker between them.
 *
 * <p>By default a registry is started; {@code -Dinterop.registry.url=…} takes one that runs already. Each
 * test has its own subject, so that it may hold other schemas.
 */
class SchemaRegistryInteropIT {

    private static RegistryProcess process;
    private static String url;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String topic = "windhover.interop." + UUID.randomUUID();

    @BeforeAll
    static void startRegistry() throws Exception {
        url = System.getProperty("interop.registry.url", "");
        if (url.isEmpty()) {
            process = RegistryProcess.start(Path.of(System.getProperty("interop.registry.directory")));
            url = process.url();
        }
    }

    @AfterAll
    static void stopRegistry() throws Exception {
        if (process != null) {
            process.close();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {CloudEvent.class, Finding.class, Alert.class, Observation.class, RuleDocument.class})
    void shouldRegisterAndFetchEachSchema(Class<? extends SpecificRecord> type) {
        Schema schema = SpecificData.getForClass(type).getSchema(type);

        int id = connect().register(topic + "-value", schema.toString());

        assertThat(connect().register(topic + "-value", schema.toString())).isEqualTo(id);
        assertThat(connect().register(topic + "-other", schema.toString())).isEqualTo(id);
        assertThat(new Schema.Parser().parse(connect().schemaById(id))).isEqualTo(schema);
    }

    @Test
    void shouldReadFromKafkaWhatAnotherClientWrote() throws Exception {
        CloudEvent event = event();
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                AvroSerde<CloudEvent> writing = new AvroSerde<>(CloudEvent.class, connect());
                AvroSerde<CloudEvent> reading = new AvroSerde<>(CloudEvent.class, connect())) {
            broker.createTopic(topic, 1, Map.of());
            Map<String, Object> config = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (var producer = new KafkaProducer<>(config, new StringSerializer(), writing.serializer())) {
                producer.send(new ProducerRecord<>(topic, "key", event)).get();
            }

            byte[] bytes = readOne(config);

            assertThat(reading.deserializer().deserialize(topic, bytes)).isEqualTo(event);
            assertThat(connect().schemaById(WireFormat.schemaId(bytes))).contains("CloudEvent");
        }
    }

    @Test
    void shouldBeToldThatASchemaIsIncompatible() throws Exception {
        String subject = topic + "-value";
        SchemaRegistry registry = connect();
        registry.register(subject, LogSource.getClassSchema().toString());
        demandCompatibility(subject);

        SchemaRegistryException refused = catchThrowableOfType(
                SchemaRegistryException.class, () -> registry.register(subject, logSource("\"int\"", "")));
        int compatible = registry.register(
                subject,
                logSource("\"string\"", ",{\"name\":\"added\",\"type\":[\"null\",\"string\"],\"default\":null}"));

        assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refused).hasMessageContaining(subject);
        assertThat(compatible).isPositive();
    }

    @Test
    void shouldTakeARecordForUnreadableWhenNoSchemaHasItsId() {
        assertUnreadable(Integer.MAX_VALUE);
    }

    @Test
    void shouldTakeARecordForUnreadableWhenItsSchemaIsNotAvro() throws Exception {
        String body = send("POST", "/subjects/" + topic + "-value/versions", """
                {"schemaType": "JSON", "schema":
                  "{\\"$schema\\": \\"http://json-schema.org/draft-07/schema#\\", \\"type\\": \\"object\\"}"}""");
        int id = Integer.parseInt(body.replaceAll(".*\"id\"\\s*:\\s*(\\d+).*", "$1"));

        assertUnreadable(id);
    }

    @Test
    void shouldOnlyLookUpWhereItMayNotRegister() {
        SchemaRegistry reader =
                SchemaRegistries.connect(Map.of("schema.registry.url", url, "auto.register.schemas", "false"));
        String schema = LogSource.getClassSchema().toString();

        SchemaRegistryException missing =
                catchThrowableOfType(SchemaRegistryException.class, () -> reader.register(topic + "-value", schema));
        int id = connect().register(topic + "-value", schema);

        assertThat(missing.reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(reader.register(topic + "-value", schema)).isEqualTo(id);
    }

    private void assertUnreadable(int schemaId) {
        byte[] record = ByteBuffer.allocate(9).put((byte) 0).putInt(schemaId).array();
        try (AvroSerde<LogSource> serde = new AvroSerde<>(LogSource.class, connect())) {
            assertThatThrownBy(() -> serde.deserializer().deserialize(topic, record))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("no Avro schema with id " + schemaId);
        }
    }

    private static String logSource(String typeOfProduct, String moreFields) {
        return LogSource.getClassSchema()
                .toString()
                .replace(
                        "{\"type\":\"string\",\"avro.java.string\":\"String\"},\"doc\":\"For example aws.\"",
                        typeOfProduct + ",\"doc\":\"For example aws.\"")
                .replace("\"default\":null}]}", "\"default\":null}" + moreFields + "]}");
    }

    private void demandCompatibility(String subject) throws IOException, InterruptedException {
        send("PUT", "/config/" + subject, "{\"compatibility\": \"FULL\"}");
    }

    private String send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private byte[] readOne(Map<String, Object> config) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            ConsumerRecords<String, byte[]> records = consumer.poll(Duration.ofSeconds(30));
            assertThat(records).hasSize(1);
            return records.iterator().next().value();
        }
    }

    private static SchemaRegistry connect() {
        return SchemaRegistries.connect(Map.of("schema.registry.url", url));
    }

    private static CloudEvent event() {
        Instant time = Instant.ofEpochMilli(1_700_000_000_123L);
        return CloudEvent.newBuilder()
                .setUid("uid-1")
                .setTime(time)
                .setIngestTime(time.plusSeconds(2))
                .setProvider("aws")
                .setLogSource(LogSource.newBuilder()
                        .setProduct("aws")
                        .setService("cloudtrail")
                        .build())
                .setActor(Actor.newBuilder()
                        .setPrincipal("arn:aws:iam::1:user/ann")
                        .build())
                .setSource(SourceEndpoint.newBuilder().setIp("192.0.2.1").build())
                .setApi(Api.newBuilder().setOperation("CreateUser").build())
                .setCloud(Cloud.newBuilder().setRegion("eu-north-1").build())
                .setRaw(ByteBuffer.wrap("{\"eventName\":\"CreateUser\"}".getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
