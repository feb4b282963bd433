package io.windhover.cli.run;

import io.windhover.connect.file.FileSourceTask;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import io.windhover.schemas.Alert;
import io.windhover.schemas.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.connect.source.SourceRecord;

/** Writes events and reads alerts, as those around a detector do. */
final class EventsAndAlerts implements AutoCloseable {
    private static final String EVENTS = "windhover.events";
    private static final String ALERTS = "windhover.alerts";

    private final Admin admin;
    private final KafkaProducer<byte[], CloudEvent> producer;
    private final KafkaConsumer<String, Alert> consumer;
    private final String registryUrl;
    private final KafkaProducer<byte[], byte[]> bytes;
    private final Set<String> alertedUsers = new HashSet<>();
    private final List<Alert> alerts = new ArrayList<>();

    EventsAndAlerts(String bootstrapServers, String registryUrl) {
        SchemaRegistry registry = SchemaRegistries.connect(Map.of("schema.registry.url", registryUrl));
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        this.registryUrl = registryUrl;
        this.bytes = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.admin = Admin.create(settings);
        this.producer = new KafkaProducer<>(
                settings, new ByteArraySerializer(), new AvroSerde<>(CloudEvent.class, registry).serializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new AvroSerde<>(Alert.class, registry).deserializer());
    }

    Set<String> names() {
        try {
            return admin.listTopics().names().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    boolean exist() {
        return names().containsAll(
                        List.of(EVENTS, ALERTS, "windhover.rules", "windhover.findings", "windhover.dead-letter"));
    }

    /** All to one partition, so that they are judged in this order. */
    void produce(String json) {
        Normalisation normalised =
                new CloudTrailNormaliser().normalise(RawEvent.of(json.getBytes(StandardCharsets.UTF_8), Instant.now()));
        CloudEvent event = ((Normalisation.Normalised) normalised).event();
        try {
            producer.send(new ProducerRecord<>(EVENTS, 0, new byte[] {1}, event))
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * All records of a file, as the file connector makes them, to one partition. Each call delivers them anew: as a worker does
     * that was killed before their offsets were committed.
     */
    void deliver(Path file) {
        FileSourceTask connector = new FileSourceTask();
        connector.start(Map.of("files", file.toString(), "tail", "false", "schema.registry.url", registryUrl));
        try {
            while (!connector.finished()) {
                List<SourceRecord> records = connector.poll();
                for (SourceRecord record : records == null ? List.<SourceRecord>of() : records) {
                    bytes.send(new ProducerRecord<>(record.topic(), 0, (byte[]) record.key(), (byte[]) record.value()))
                            .get();
                }
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            connector.stop();
        }
    }

    /** All records of alerts so far. */
    List<Alert> alerts() {
        alertedUsers();
        return alerts;
    }

    /** User names of the principals of all alerts so far. */
    Set<String> alertedUsers() {
        if (consumer.assignment().isEmpty()) {
            consumer.assign(List.of(new TopicPartition(ALERTS, 0), new TopicPartition(ALERTS, 1)));
        }
        consumer.poll(Duration.ofMillis(200)).forEach(alert -> {
            alertedUsers.add(alert.key().replaceFirst(".*/", ""));
            alerts.add(alert.value());
        });
        return alertedUsers;
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
        bytes.close();
        admin.close();
    }
}
