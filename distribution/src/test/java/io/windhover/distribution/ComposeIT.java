package io.windhover.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every process of ours in the compose file, started as it says, against a real broker. */
class ComposeIT {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private final List<Container> containers = new ArrayList<>();
    private EmbeddedBroker broker;
    private EmbeddedSchemaRegistry registry;
    private Path logs;

    @BeforeEach
    void startCluster() throws IOException {
        assumeThat(File.separatorChar).as("a system with a shell").isEqualTo('/');
        broker = EmbeddedBroker.start();
        registry = EmbeddedSchemaRegistry.start();
        logs = Files.createDirectory(folder.resolve("logs"));
    }

    @AfterEach
    void stopAll() {
        containers.forEach(Container::close);
        registry.close();
        broker.close();
    }

    @Test
    void shouldTurnLogsInAFolderIntoAlerts() throws Exception {
        // Given what runs once: topics and rules
        assertThat(ComposeService.ours())
                .extracting(ComposeService::name)
                .as("all that runs our image is started here")
                .containsExactly("topics", "rules", "detector", "connect");
        Container topics = start("topics");
        assertThat(topics.awaitEnd()).as(topics::log).isZero();
        assertThat(topics.log()).contains("created windhover.events", "all topics are as the detector needs them");
        Container rules = start("rules");
        assertThat(rules.awaitEnd()).as(rules::log).isZero();
        assertThat(rules.log()).contains("Published version");

        // When detector and worker run, and a log is put into the folder
        Container detector = start("detector");
        Container connect = start("connect");
        Files.writeString(logs.resolve("trail.json"), stopLogging() + "\n");

        // Then there is an alert
        try (Alerts alerts = new Alerts(broker.bootstrapServers(), registry.url(), "windhover.alerts")) {
            await().atMost(PATIENCE).until(() -> {
                assertThat(detector.isRunning()).as(detector::log).isTrue();
                assertThat(connect.isRunning()).as(connect::log).isTrue();
                return alerts.titles().contains("Trail or event data store stopped or deleted");
            });
        }

        // And both end well when they are told to
        assertThat(detector.stop()).as(detector::log).isZero();
        assertThat(detector.log()).contains("stopped");
        assertThat(connect.stop()).as(connect::log).isEqualTo(143);
        assertThat(connect.log()).contains("Kafka Connect stopped").doesNotContain("ERROR");
    }

    private Container start(String name) throws IOException {
        ComposeService service = ComposeService.ours().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        Container container = Container.start(
                service,
                Files.createDirectories(folder.resolve(name + "-" + containers.size())),
                Map.of("/logs", logs),
                Map.of(
                        "kafka:9092",
                        broker.bootstrapServers(),
                        "http://registry:8080/apis/ccompat/v7",
                        registry.url(),
                        "http://127.0.0.1:8083",
                        "http://127.0.0.1:0",
                        Serving.SECTION,
                        Serving.isKnown() ? Serving.ON_A_FREE_PORT : ""));
        containers.add(container);
        return container;
    }

    /** Of the events that ship with the rule. */
    private static String stopLogging() {
        String first = Repository.text("rules/aws/cloudtrail/cloudtrail-logging-stopped.test.ndjson")
                .lines()
                .findFirst()
                .orElseThrow();
        return first.substring(first.indexOf("\"event\":") + 8, first.length() - 1);
    }
}
