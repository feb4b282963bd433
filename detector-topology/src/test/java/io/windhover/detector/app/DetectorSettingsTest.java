package io.windhover.detector.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.state.RocksDbMemory;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class DetectorSettingsTest {
    @Test
    void shouldMissAKilledDetectorWithinSeconds() {
        // When
        Map<String, Object> consumer = mainConsumer("");

        // Then
        assertThat(consumer).containsEntry("session.timeout.ms", 15_000).containsEntry("heartbeat.interval.ms", 3_000);
    }

    @Test
    void shouldLeaveTheSessionToAnOperatorWhoSetsIt() {
        // When
        Map<String, Object> consumer = mainConsumer(", session.timeout.ms: \"45000\"");

        // Then
        assertThat(consumer).containsEntry("session.timeout.ms", "45000");
    }

    @Test
    void shouldLeaveTheSessionToTheBrokersWhereTheProtocolDoes() {
        // When
        Map<String, Object> settings = settings(", group.protocol: streams");

        // Then
        assertThat(settings).doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms");
    }

    private static Map<String, Object> mainConsumer(String kafka) {
        return new StreamsConfig(settings(kafka)).getMainConsumerConfigs("group", "client", 0);
    }

    private static Map<String, Object> settings(String kafka) {
        DetectorConfig config = ConfigFile.parse("test.yml", """
                kafka: {bootstrap.servers: "b:9092"%s}
                schema-registry: {schema.registry.url: "http://registry:8081"}
                """.formatted(kafka));
        try (RocksDbMemory memory = new RocksDbMemory(8L << 20);
                DetectorMeters meters = new DetectorMeters("windhover")) {
            return Detector.settings(config, memory, meters);
        }
    }
}
