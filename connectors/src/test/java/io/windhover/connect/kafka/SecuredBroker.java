package io.windhover.connect.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.local.EmbeddedBroker;
import io.windhover.watched.TestCertificates;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker that clients come to as to Event Hubs: over TLS, with {@code $ConnectionString} and the string as login. */
final class SecuredBroker implements AutoCloseable {

    static final String CONNECTION_STRING =
            "Endpoint=sb://127.0.0.1/;SharedAccessKeyName=listen;SharedAccessKey=cmlnaHQta2V5LW9mLXRoZS1odWI=";

    private final EmbeddedBroker broker;
    private final Path trustStore;
    private final KafkaProducer<byte[], byte[]> producer;

    SecuredBroker(Path directory) throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        Path keyStore = certificates.keyStore("hubs");
        trustStore = certificates.trustStore(keyStore);
        broker = EmbeddedBroker.start(Map.of(
                "listener.security.protocol.map",
                "CLIENT:SASL_SSL,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listener.name.client.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.client.plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_$ConnectionString=\""
                        + CONNECTION_STRING + "\";",
                "listener.name.client.ssl.keystore.location",
                keyStore.toString(),
                "listener.name.client.ssl.keystore.type",
                "PKCS12",
                "listener.name.client.ssl.keystore.password",
                TestCertificates.PASSWORD));
        producer = new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    void createTopic(String name, int partitions) {
        broker.createTopic(name, partitions, Map.of());
    }

    /** What a connector needs to get here instead of to Azure. */
    Map<String, String> way() {
        return Map.of(
                "kafka.bootstrap.servers",
                broker.bootstrapServers(),
                "kafka.ssl.truststore.location",
                trustStore.toString(),
                "kafka.ssl.truststore.type",
                "PKCS12",
                "kafka.ssl.truststore.password",
                TestCertificates.PASSWORD);
    }

    private Properties client() {
        Properties properties = new Properties();
        way().forEach((name, value) -> properties.put(name.substring("kafka.".length()), value));
        properties.put("security.protocol", "SASL_SSL");
        properties.put("sasl.mechanism", "PLAIN");
        properties.put(
                "sasl.jaas.config",
                ConnectionString.parse("test", CONNECTION_STRING).login());
        return properties;
    }

    /** Sends messages to a partition and returns when they are there. */
    void send(String topic, int partition, List<String> messages) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        messages.forEach(message ->
                sent.add(producer.send(new ProducerRecord<>(topic, partition, null, message.getBytes(UTF_8)))));
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
    }

    void addPartitions(String topic, int total) throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total)))
                    .all()
                    .get();
        }
    }

    /** As retention does it. */
    void expire(String topic, int partition, long before) throws Exception {
        Map<TopicPartition, RecordsToDelete> which = new HashMap<>();
        which.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(before));
        try (Admin admin = Admin.create(client())) {
            admin.deleteRecords(which).all().get();
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
        broker.close();
    }
}
