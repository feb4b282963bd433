package io.windhover.cli.replay;

import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.TestCluster;
import io.windhover.registry.AvroSerde;
import io.windhover.schemas.CloudEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code windhover replay} against a real broker and registry. */
class ReplayIT {
    private static final String TOPIC = "windhover.events";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final TestCluster cluster = new TestCluster();

    @Test
    void shouldWriteEventsAsLateAsTheyWereInTheLog() {
        // Given
        cluster.broker().createTopic(TOPIC, 1, Map.of());
        Path log = write(folder.resolve("log.ndjson"), at("09:00") + at("11:00") + "no event\n" + at("10:00"));

        // When
        Cli learned = replay("--learn", "--json", log.toString());
        Cli live = replay(log.toString());

        // Then
        assertThat(learned.exitCode()).as(learned.err()).isZero();
        JsonNode summary = learned.json().get(0);
        assertThat(summary.get("events").intValue()).isEqualTo(3);
        assertThat(summary.get("unreadable").intValue()).isOne();
        assertThat(summary.get("history").booleanValue()).isTrue();
        assertThat(summary.get("last_time").textValue()).isEqualTo("2026-10-13T11:00:00Z");
        assertThat(live.err()).contains("3 events, 3 events written, 1 unreadable");
        List<CloudEvent> events = events();
        assertThat(events)
                .extracting(CloudEvent::getUid)
                .containsExactly("09:00", "11:00", "10:00", "09:00", "11:00", "10:00");
        assertThat(events).extracting(CloudEvent::getHistory).containsExactly(true, true, true, false, false, false);
        assertThat(events.get(2).getTime()).isEqualTo(Instant.parse("2026-10-13T10:00:00Z"));
        assertThat(events.get(2).getIngestTime()).isEqualTo(Instant.parse("2026-10-13T11:00:00Z"));
    }

    @Test
    void shouldSayWhatIsMissing() {
        Path log = write(folder.resolve("log.ndjson"), at("09:00"));

        assertThat(replay(log.toString()).err()).contains("topic windhover.events is missing");
        assertThat(replay("--rate", "-1", log.toString()).exitCode()).isEqualTo(2);
        cluster.broker().createTopic(TOPIC, 1, Map.of());
        Cli unknown = replay("--log-source", "duo/auth", log.toString());
        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("they cannot be replayed");
    }

    private List<CloudEvent> events() {
        List<CloudEvent> events = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        Map.<String, Object>copyOf(cluster.kafka()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
                AvroSerde<CloudEvent> serde = new AvroSerde<>(CloudEvent.class, cluster.schemas())) {
            TopicPartition partition = new TopicPartition(TOPIC, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1))
                        .forEach(record -> events.add(serde.deserializer().deserialize(TOPIC, record.value())));
            }
        }
        return events;
    }

    private Cli replay(String... arguments) {
        return cluster.run("replay", arguments);
    }

    private static String at(String time) {
        return event(time, "GetTrail", "ada").replace("09:12:31", time + ":00") + "\n";
    }
}
