package io.windhover.detector.ruleset;

import static io.windhover.detector.Samples.NOON;
import static io.windhover.detector.Samples.sigma;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.local.EmbeddedBroker;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RulePublisherIT {
    private static final String TOPIC = "windhover.rules";
    private static final String KEYS = "0a64dc4c-5c8c-4c53-8ee0-6a8b0a5a7a01";

    private final SchemaRegistry registry =
            SchemaRegistries.connect(Map.of("schema.registry.url", "mock://rule-publisher-it"));
    private EmbeddedBroker broker;

    @BeforeEach
    void start() {
        broker = EmbeddedBroker.start();
        broker.createTopic(TOPIC, 1, Map.of("cleanup.policy", "compact"));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void shouldFailAndLeaveNothingWhenAnotherPublicationBeganMeanwhile() throws InterruptedException {
        // The clock is asked between reading and writing: there the other publication comes in.
        long[] other = {-1};
        InstantSource interrupted = () -> {
            try {
                other[0] = publish(() -> NOON, "DeleteTrail").version();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return NOON;
        };

        assertThatThrownBy(() -> publish(interrupted, "CreateAccessKey"))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("another publication began meanwhile");

        RulesTopic topic = RulesTopic.read(kafka(), TOPIC, registry);
        assertThat(topic.manifests()).singleElement().satisfies(manifest -> assertThat(manifest.offset())
                .isEqualTo(other[0]));
        assertThat(topic.documents().values()).singleElement().satisfies(document -> assertThat(document.getText())
                .contains("DeleteTrail"));

        // The next one reads past the markers of both transactions.
        RulePublisher.Publication next = publish(() -> NOON, "CreateAccessKey");
        assertThat(next.added()).isOne();
        assertThat(next.removed()).isOne();
        assertThat(RulesTopic.read(kafka(), TOPIC, registry).newest())
                .hasValueSatisfying(manifest -> assertThat(manifest.offset()).isEqualTo(next.version()));
    }

    private RulePublisher.Publication publish(InstantSource clock, String operation) throws InterruptedException {
        return new RulePublisher(kafka(), TOPIC, registry, clock)
                .publish(List.of(new RuleText(KEYS, "keys.yml", sigma(KEYS, operation))), null, null);
    }

    private Map<String, String> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }
}
