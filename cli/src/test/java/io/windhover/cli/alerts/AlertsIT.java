package io.windhover.cli.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.Cli;
import io.windhover.cli.TestCluster;
import io.windhover.detector.compacted.CompactedTopic;
import io.windhover.registry.AvroSerde;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The alerts commands against a real broker and registry. */
class AlertsIT {
    private static final String UID = "0123456789abcdef0123456789abcdef";

    @RegisterExtension
    private final TestCluster cluster = new TestCluster();

    @BeforeEach
    void createTopics() {
        cluster.broker().createTopic("windhover.alerts", 2, Map.of());
        cluster.broker().createTopic("windhover.dispositions", 2, Map.of("cleanup.policy", "compact"));
    }

    @Test
    void shouldDecideAboutAnAlertThatItFindsByItsUid() throws Exception {
        // Given
        write("another", "f".repeat(32));
        write("ada@falcon.example", UID);

        // When
        Cli dispose = alerts("dispose", UID, "--verdict", "false_positive", "--note", "a test", "--analyst", "Ben");

        // Then
        assertThat(dispose.exitCode()).as(dispose.err()).isZero();
        assertThat(dispose.out()).isEqualToIgnoringNewLines(UID + ": resolved false positive");
        assertThat(dispositions()).singleElement().satisfies(entry -> {
            assertThat(entry.key()).isEqualTo(UID);
            Disposition disposition = entry.value();
            assertThat(disposition.getEntity()).isEqualTo("ada@falcon.example");
            assertThat(disposition.getStatus()).isEqualTo(AlertStatus.RESOLVED);
            assertThat(disposition.getVerdict()).isEqualTo(Verdict.FALSE_POSITIVE);
            assertThat(disposition.getNote()).isEqualTo("a test");
            assertThat(disposition.getAnalyst()).isEqualTo("Ben");
        });
    }

    @Test
    void shouldNotSearchForAnAlertWhoseEntityIsGiven() {
        Cli dispose = alerts("dispose", UID, "--entity", "ada", "--status", "in_progress", "--assignee", "Ben");

        assertThat(dispose.exitCode()).as(dispose.err()).isZero();
        assertThat(dispose.out()).isEqualToIgnoringNewLines(UID + ": in progress for Ben");
        assertThat(dispositions()).singleElement().satisfies(entry -> {
            assertThat(entry.value().getStatus()).isEqualTo(AlertStatus.IN_PROGRESS);
            assertThat(entry.value().getVerdict()).isEqualTo(Verdict.UNKNOWN);
            assertThat(entry.value().getAssignee()).isEqualTo("Ben");
        });
    }

    @Test
    void shouldDecideNothingAboutAnAlertThatIsNotThereOrWhereNothingIsSaid() {
        Cli unknown = alerts("dispose", UID, "--verdict", "benign");
        assertThat(unknown.exitCode()).isOne();
        assertThat(unknown.err()).contains("There is no alert");

        assertThat(alerts("dispose", UID).exitCode()).isEqualTo(2);
        assertThat(alerts("dispose", UID, "--verdict", "fine").exitCode()).isEqualTo(2);
        assertThat(alerts("dispose", UID, "--assignee", "a".repeat(300)).err()).contains("longer than 256");
        assertThat(alerts().exitCode()).isEqualTo(2);
        assertThat(dispositions()).isEmpty();
    }

    private List<CompactedTopic.Entry<Disposition>> dispositions() {
        return CompactedTopic.read(cluster.kafka(), "windhover.dispositions", Disposition.class, cluster.schemas())
                .entries();
    }

    private void write(String entity, String uid) throws Exception {
        Alert alert = Alert.newBuilder()
                .setUid(uid)
                .setActivity(AlertActivity.CREATE)
                .setLevel(Level.HIGH)
                .setRule(RuleReference.newBuilder()
                        .setUid("rule")
                        .setTitle("Rule")
                        .setLevel(Level.HIGH)
                        .setHash("1")
                        .build())
                .setEntity(entity)
                .setFirstTime(Instant.EPOCH)
                .setLastTime(Instant.EPOCH)
                .setCount(1)
                .build();
        try (AvroSerde<Alert> serde = new AvroSerde<>(Alert.class, cluster.schemas());
                KafkaProducer<String, Alert> producer = new KafkaProducer<>(
                        new HashMap<>(cluster.kafka()), new StringSerializer(), serde.serializer())) {
            assertThat(producer.send(new ProducerRecord<>("windhover.alerts", entity, alert)))
                    .succeedsWithin(Duration.ofSeconds(30));
        }
    }

    private Cli alerts(String... arguments) {
        return cluster.run("alerts", arguments);
    }
}
