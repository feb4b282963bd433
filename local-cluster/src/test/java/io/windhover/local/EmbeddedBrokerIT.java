package io.windhover.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EmbeddedBrokerIT {

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void shouldDeliverWhatWasProduced() throws Exception {
        broker.createTopic("delivery", 3, Map.of());

        try (KafkaProducer<String, String> producer = producer(broker, Map.of())) {
            for (int i = 0; i < 100; i++) {
                send(producer, "delivery", "value-" + i);
            }
        }

        assertThat(consume(broker, "delivery", 100))
                .contains("value-0", "value-99")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldKeepWhatATransactionAbortedFromCommittedReaders() throws Exception {
        broker.createTopic("transactions", 1, Map.of());

        try (KafkaProducer<String, String> producer = producer(broker, Map.of("transactional.id", "t"))) {
            producer.initTransactions();
            producer.beginTransaction();
            send(producer, "transactions", "aborted");
            producer.abortTransaction();
            producer.beginTransaction();
            send(producer, "transactions", "committed");
            producer.commitTransaction();
        }

        assertThat(consume(broker, "transactions", 1)).containsExactly("committed");
    }

    @Test
    void shouldKeepRecordsWithOldTimestamps() throws Exception {
        broker.createTopic("old", 1, Map.of());

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var resource = new ConfigResource(ConfigResource.Type.TOPIC, "old");
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);

            assertThat(config.get("retention.ms").value()).isEqualTo("-1");
        }
    }

    @Test
    void shouldCreateTopicsWithTheirConfiguration() throws Exception {
        broker.createTopic("compacted", 2, Map.of("cleanup.policy", "compact"));

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThat(admin.describeTopics(List.of("compacted"))
                            .allTopicNames()
                            .get()
                            .get("compacted")
                            .partitions())
                    .hasSize(2);
        }
        assertThatThrownBy(() -> broker.createTopic("compacted", 2, Map.of())).isInstanceOf(TopicExistsException.class);
    }

    @Test
    void shouldTakeOverridesForItsClientsListener() throws Exception {
        Map<String, String> sasl = Map.of(
                "listener.security.protocol.map", "CLIENT:SASL_PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "listener.name.client.sasl.enabled.mechanisms", "PLAIN",
                "listener.name.client.plain.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required user_ann=\"right\";");

        try (EmbeddedBroker secured = EmbeddedBroker.start(sasl)) {
            secured.createTopic("secured", 1, Map.of());

            try (KafkaProducer<String, String> producer = producer(secured, login("right"))) {
                assertThat(producer.send(new ProducerRecord<>("secured", "x"))
                                .get()
                                .offset())
                        .isZero();
            }
            try (KafkaProducer<String, String> producer = producer(secured, login("wrong"))) {
                assertThatThrownBy(() -> producer.send(new ProducerRecord<>("secured", "x"))
                                .get())
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    @Test
    void shouldServeBesideAnotherAndLeaveNoFile() throws Exception {
        Path directory;
        String address;
        try (EmbeddedBroker second = EmbeddedBroker.start()) {
            second.createTopic("second", 1, Map.of());
            address = second.bootstrapServers();
            directory = dataDirectory(second);

            assertThat(address).isNotEqualTo(broker.bootstrapServers());
            assertThat(directory).isDirectoryContaining(file -> file.toString().contains("second-0"));
        }

        assertThat(directory).doesNotExist();
        assertThat(isListening(address)).isFalse();
    }

    @Test
    void shouldLeaveNothingBehindWhenItDoesNotStart() throws Exception {
        List<Path> before = brokerDirectories();

        assertThatThrownBy(() -> EmbeddedBroker.start(Map.of("authorizer.class.name", "no.such.Authorizer")))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("no.such.Authorizer");

        assertThat(brokerDirectories()).isEqualTo(before);
    }

    @Test
    void shouldReportAPortThatIsTakenInsteadOfEndingTheProcess() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String listeners = "TAKEN://127.0.0.1:" + taken.getLocalPort() + ",INTERNAL://" + "127.0.0.1:0";

            assertThatThrownBy(() -> EmbeddedBroker.start(Map.of("listeners", listeners)))
                    .isInstanceOf(KafkaException.class);
        }
    }

    private static Map<String, String> login(String password) {
        return Map.of(
                "security.protocol", "SASL_PLAINTEXT",
                "sasl.mechanism", "PLAIN",
                "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"ann\" password=\""
                                + password + "\";");
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker to, Map<String, String> extra) {
        Map<String, Object> config = new HashMap<>(extra);
        config.put("bootstrap.servers", to.bootstrapServers());
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    private static long send(KafkaProducer<String, String> producer, String topic, String value) throws Exception {
        return producer.send(new ProducerRecord<>(topic, value, value)).get().offset();
    }

    private static List<String> consume(EmbeddedBroker from, String topic, int count) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                from.bootstrapServers(),
                "group.id",
                "readers-of-" + topic,
                "auto.offset.reset",
                "earliest",
                "isolation.level",
                "read_committed");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    private static Path dataDirectory(EmbeddedBroker of) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", of.bootstrapServers()))) {
            return Path.of(admin.describeLogDirs(List.of(1))
                    .allDescriptions()
                    .get()
                    .get(1)
                    .keySet()
                    .iterator()
                    .next());
        }
    }

    private static List<Path> brokerDirectories() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("windhover-broker-"))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isListening(String address) {
        int colon = address.indexOf(':');
        try (Socket socket = new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)))) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
