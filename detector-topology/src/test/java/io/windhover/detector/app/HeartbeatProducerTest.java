package io.windhover.detector.app;

import static io.windhover.detector.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import io.windhover.detector.Heartbeat;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class HeartbeatProducerTest {
    private static final String EVENTS = "windhover.events";

    private final MockProducer<byte[], byte[]> sent = new MockProducer<>(
            cluster(3), true, new RoundRobinPartitioner(), new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void shouldWriteOneIntoEachPartition() {
        try (HeartbeatProducer heartbeats = new HeartbeatProducer(EVENTS, sent, InstantSource.fixed(NOON))) {
            heartbeats.beat();
        }

        assertThat(sent.history()).extracting(ProducerRecord::partition).containsExactly(0, 1, 2);
        assertThat(sent.history())
                .allSatisfy(record -> assertThat(Heartbeat.of(record.headers())).hasValue(NOON.toEpochMilli()));
        assertThat(sent.closed()).isTrue();
    }

    @Test
    void shouldGoOnAfterABrokerWasAway() {
        try (HeartbeatProducer heartbeats = new HeartbeatProducer(EVENTS, sent, InstantSource.fixed(NOON))) {
            sent.sendException = new TimeoutException("away");
            assertThatCode(heartbeats::beat).doesNotThrowAnyException();
            assertThat(sent.history()).isEmpty();

            sent.sendException = null;
            heartbeats.beat();
        }

        assertThat(sent.history()).hasSize(3);
    }

    @Test
    void shouldWriteOnceAnInterval() {
        try (HeartbeatProducer heartbeats = new HeartbeatProducer(EVENTS, sent, InstantSource.fixed(NOON))) {
            heartbeats.start(Duration.ofMillis(5));

            await().atMost(Duration.ofSeconds(30)).until(() -> sent.history().size() >= 9);
        }
    }

    @Test
    void shouldHaveSettingsThatAProducerTakesWhateverTheInterval() {
        for (String interval : List.of("100ms", "10s", "365d")) {
            DetectorConfig config = ConfigFile.parse("windhover.yaml", """
                    kafka: {bootstrap.servers: "127.0.0.1:1", linger.ms: "50", delivery.timeout.ms: "1"}
                    schema-registry: {schema.registry.url: "http://127.0.0.1:1"}
                    heartbeats: {interval: %s}
                    """.formatted(interval));

            KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                    HeartbeatProducer.settings(config), new ByteArraySerializer(), new ByteArraySerializer());

            producer.close(Duration.ZERO);
        }
    }

    private static Cluster cluster(int partitions) {
        Node node = new Node(0, "127.0.0.1", 1);
        Node[] nodes = {node};
        return new Cluster(
                "cluster",
                List.of(node),
                IntStream.range(0, partitions)
                        .mapToObj(partition -> new PartitionInfo(EVENTS, partition, node, nodes, nodes))
                        .toList(),
                Set.of(),
                Set.of());
    }
}
