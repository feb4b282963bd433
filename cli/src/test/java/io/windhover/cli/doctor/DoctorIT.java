package io.windhover.cli.doctor;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.TestCluster;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DoctorIT {
    @RegisterExtension
    private final TestCluster cluster = new TestCluster();

    @TempDir
    private Path folder;

    private Path config;

    @BeforeEach
    void configure() {
        config = config(cluster.broker().bootstrapServers(), cluster.registry().url());
    }

    @Test
    void shouldFindAHealthyDeploymentHealthy() throws Exception {
        // Given a detector that runs
        create();
        publish();
        Cli detector = new Cli();
        CompletableFuture<Cli> running =
                CompletableFuture.supplyAsync(() -> detector.execute("run", "--config", config.toString()));
        try {
            // When and then
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(doctor())
                    .extracting(line -> line.get("status").textValue())
                    .containsOnly("ok"));
            assertThat(doctor())
                    .extracting(line -> line.get("check").textValue())
                    .containsExactly(
                            "versions", "state", "brokers", "registry", "rights", "topics", "clock", "rules", "group");
            Cli text = Cli.run("doctor", "--config", config.toString());
            assertThat(text.exitCode()).isZero();
            assertThat(text.lines()).last().isEqualTo("0 problems, 0 warnings.");
        } finally {
            detector.stop().request();
        }
        assertThat(running.get(90, TimeUnit.SECONDS).exitCode())
                .as(detector.err())
                .isZero();
    }

    @Test
    void shouldTellWhatIsWrongWithTopicsAndRules() throws Exception {
        // Given a topic that is missing and one with another policy, no rules and no detector
        create();
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", cluster.broker().bootstrapServers()))) {
            admin.deleteTopics(List.of("windhover.lineage")).all().get();
            alter(admin, "windhover.rules", "cleanup.policy", "delete");
            alter(admin, "windhover.alerts", "retention.ms", "3600000");
            alter(admin, "windhover.events", "min.insync.replicas", "2");
            await().until(() -> !admin.listTopics().names().get().contains("windhover.lineage"));
        }

        // When
        Cli doctor = Cli.run("doctor", "--config", config.toString());

        // Then
        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isOne();
        assertThat(doctor.lines())
                .contains(
                        "problem  topics    windhover.lineage is missing",
                        "problem  topics    windhover.rules has cleanup.policy=delete and needs compact",
                        "warning  topics    windhover.alerts keeps records for PT1H, and is made to keep them for PT2160H",
                        "problem  topics    windhover.events has min.insync.replicas=2 and only 1 replicas: nothing can be"
                                + " written",
                        "warning  group     no detector of windhover-detector has run yet");
        assertThat(doctor.out()).contains("problem  rules     no rule set stands on windhover.rules");
    }

    @Test
    void shouldTellThatTheRegistryIsAway() throws Exception {
        Path broken = config(cluster.broker().bootstrapServers(), "http://127.0.0.1:" + freePort());

        Cli doctor = Cli.run("doctor", "--config", broken.toString());

        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isOne();
        assertThat(doctor.out())
                .contains(
                        "problem  registry  the schema registry does not answer",
                        "skipped  rules ",
                        "ok       brokers ")
                .doesNotContain("\tat ");
    }

    @Test
    void shouldTellOnceAndSoonThatTheBrokersAreAway() throws Exception {
        String address = "127.0.0.1:" + freePort();
        Path broken = config(address, cluster.registry().url());
        Instant before = Instant.now();

        Cli doctor = Cli.run("doctor", "--config", broken.toString(), "--json");

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
        assertThat(doctor.exitCode()).as(doctor.out() + doctor.err()).isOne();
        assertThat(doctor.json())
                .filteredOn(line -> line.get("status").textValue().equals("problem"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.get("check").textValue()).isEqualTo("brokers");
                    assertThat(line.get("message").textValue())
                            .isEqualTo("the brokers at " + address + " do not answer within 8 s");
                    assertThat(line.get("remedy").textValue()).contains("can be reached");
                });
        assertThat(doctor.err()).doesNotContain("\tat ");
    }

    private List<JsonNode> doctor() {
        return Cli.run("doctor", "--json", "--config", config.toString()).json();
    }

    private void create() {
        Cli created = Cli.run("topics", "create", "--config", config.toString());
        assertThat(created.exitCode()).as(created.err()).isZero();
    }

    private void publish() {
        Path rules = write(folder.resolve("rules/trail.yml"), TRAIL_RULE);
        assertThat(Cli.run("rules", "publish", "--config", config.toString(), rules.toString())
                        .exitCode())
                .isZero();
    }

    private static void alter(Admin admin, String topic, String key, String value) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp operation = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(operation)))
                .all()
                .get();
        await().until(() -> admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(key)
                .value()
                .equals(value));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path config(String brokers, String registry) {
        return write(folder.resolve("windhover.yml"), """
                kafka: {bootstrap.servers: "%s"}
                schema-registry: {schema.registry.url: "%s"}
                topics: {partitions: 2, replication-factor: 1}
                state: {directory: "%s"}
                serving: {port: 0}
                """.formatted(brokers, registry, folder.resolve("state")));
    }
}
