package io.windhover.cli.topics;

import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.Cli;
import io.windhover.local.EmbeddedBroker;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicsCreateIT {
    @TempDir
    private Path folder;

    @Test
    void shouldCreateWhatIsMissingAndRefuseWhatCannotWork() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            // Given a detector that may not create topics
            Path config = config(broker.bootstrapServers(), "windhover");

            // When it is looked whether they are there, then nothing is created
            Cli missing = Cli.run("topics", "create", "--check", "--config", config.toString());
            assertThat(missing.exitCode()).isEqualTo(2);
            assertThat(missing.err()).contains("topics are missing", "windhover.events");
            assertThat(admin.listTopics().names().get()).isEmpty();

            // When they are created for it
            Cli created = Cli.run("topics", "create", "--config", config.toString());

            // Then each has its policy
            assertThat(created.exitCode()).as(created.err()).isZero();
            assertThat(created.lines()).contains("created windhover.events", "created windhover.rules");
            ConfigResource rules = new ConfigResource(ConfigResource.Type.TOPIC, "windhover.rules");
            assertThat(admin.describeConfigs(List.of(rules))
                            .all()
                            .get()
                            .get(rules)
                            .get("cleanup.policy")
                            .value())
                    .isEqualTo("compact");
            assertThat(admin.describeTopics(List.of("windhover.events"))
                            .allTopicNames()
                            .get()
                            .get("windhover.events")
                            .partitions())
                    .hasSize(3);

            // And a second time there is nothing to do
            Cli again = Cli.run("topics", "create", "--config", config.toString());
            assertThat(again.exitCode()).isZero();
            assertThat(again.lines()).containsExactly("0 topics created; all topics are as the detector needs them.");

            // And what somebody else created in a shape that cannot work is named
            broker.createTopic("other.rules", 2, Map.of());
            broker.createTopic("other.observations", 4, Map.of());
            Cli wrong = Cli.run(
                    "topics",
                    "create",
                    "--config",
                    config(broker.bootstrapServers(), "other").toString());
            assertThat(wrong.exitCode()).isEqualTo(2);
            assertThat(wrong.err())
                    .contains(
                            "other.rules must have one partition",
                            "other.observations has 4 partitions, and topics: partitions says 3",
                            "other.rules has cleanup.policy=delete and needs compact");
        }
    }

    private Path config(String bootstrapServers, String prefix) {
        return write(folder.resolve(prefix + ".yml"), """
                kafka: {bootstrap.servers: "%s"}
                schema-registry: {schema.registry.url: "http://127.0.0.1:1"}
                topics: {prefix: %s, create: false, partitions: 3, replication-factor: 1}
                """.formatted(bootstrapServers, prefix));
    }
}
