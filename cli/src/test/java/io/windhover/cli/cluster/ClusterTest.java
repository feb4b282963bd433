package io.windhover.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.detector.Topics;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClusterTest {
    @Test
    void shouldNotShowItsSecrets() {
        Cluster cluster = Cluster.of(
                Map.of("bootstrap.servers", "broker:9092", "sasl.jaas.config", "password=\"hunter2\""),
                Map.of("schema.registry.url", "http://registry:8081", "basic.auth.user.info", "me:hunter3"),
                Topics.under("windhover"));

        assertThat(cluster.toString())
                .contains("broker:9092", "windhover.rules")
                .doesNotContain("hunter");
    }
}
