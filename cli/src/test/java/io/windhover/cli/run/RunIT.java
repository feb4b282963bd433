package io.windhover.cli.run;

import static io.windhover.cli.Samples.BROKEN_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.cli.Cli;
import io.windhover.cli.TestCluster;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Evidence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RunIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @RegisterExtension
    private final TestCluster cluster = new TestCluster();

    private EventsAndAlerts topics;
    private Path config;
    private Path rules;

    @BeforeEach
    void configure() {
        topics = new EventsAndAlerts(cluster.broker().bootstrapServers(), cluster.registryUrl());
        config = write(folder.resolve("windhover.yml"), cluster.detectorConfig(folder.resolve("state")));
        rules = folder.resolve("rules");
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void shouldJudgeByWhatIsPublishedWhileItRuns() {
        // Given a detector that waits for rules
        Cli detector = new Cli();
        CompletableFuture<Cli> running =
                CompletableFuture.supplyAsync(() -> detector.execute("run", "--config", config.toString()));
        await().atMost(PATIENCE).until(() -> topics.exist());

        // When a rule is published
        write(rules.resolve("trail.yml"), TRAIL_RULE);
        Cli published = publish();
        topics.produce(event("1", "StopLogging", "alice"));

        // Then it judges
        assertThat(published.exitCode()).as(published.err()).isZero();
        assertThat(published.out()).contains("1 file: 1 added, 0 unchanged, 0 removed");
        await().atMost(PATIENCE).until(() -> topics.alertedUsers().contains("alice"));

        // When the rule is changed
        write(rules.resolve("trail.yml"), TRAIL_RULE.replace("StopLogging", "DeleteTrail"));
        Cli changed = publish();

        // Then events are judged by the changed rule, and by that alone
        assertThat(changed.out()).contains("1 added, 0 unchanged, 1 removed");
        await().atMost(PATIENCE).until(() -> {
            topics.produce(event("2", "DeleteTrail", "bob"));
            return topics.alertedUsers().contains("bob");
        });
        topics.produce(event("3", "StopLogging", "carol"));
        topics.produce(event("4", "DeleteTrail", "dave"));
        await().atMost(PATIENCE).until(() -> topics.alertedUsers().contains("dave"));
        assertThat(topics.alertedUsers()).doesNotContain("carol");

        // When a broken version is published, it is refused; said twice, the good one before it goes on
        write(rules.resolve("trail.yml"), BROKEN_RULE.replaceAll("id: .*", "id: " + TRAIL_RULE_ID));
        write(
                rules.resolve("other.yml"),
                TRAIL_RULE.replace("StopLogging", "UpdateTrail").replace("f6f0001", "f6f0009"));
        Cli refused = publish();
        Cli forced = publish("--allow-refused");
        await().atMost(PATIENCE).until(() -> {
            topics.produce(event("5", "UpdateTrail", "erin"));
            return topics.alertedUsers().contains("erin");
        });
        topics.produce(event("6", "DeleteTrail", "frank"));

        assertThat(refused.exitCode()).isOne();
        assertThat(refused.err()).contains("trail.yml:6:15: error: ", "Not published");
        assertThat(forced.exitCode()).isZero();
        await().atMost(PATIENCE).until(() -> topics.alertedUsers().contains("frank"));

        // When it is told to stop, it ends well
        detector.stop().request();
        assertThat(running.join().exitCode()).as(detector.err()).isZero();
    }

    @Test
    void shouldRaiseNoSecondAlertForWhatAConnectorDeliversAgain() {
        // Given an alert for what a connector has delivered
        Cli detector = new Cli();
        CompletableFuture<Cli> running =
                CompletableFuture.supplyAsync(() -> detector.execute("run", "--config", config.toString()));
        await().atMost(PATIENCE).until(() -> topics.exist());
        write(rules.resolve("trail.yml"), TRAIL_RULE);
        publish();
        Path log = write(folder.resolve("audit.log"), event("1", "StopLogging", "alice") + "\n");
        topics.deliver(log);
        await().atMost(PATIENCE).until(() -> topics.alerts().size() == 1);

        // When it delivers that again, and then something new about the same person
        topics.deliver(log);
        topics.deliver(log);
        topics.deliver(write(folder.resolve("audit.log"), event("2", "StopLogging", "alice") + "\n"));

        // Then there is one alert, of two events
        await().atMost(PATIENCE).until(() -> topics.alerts().size() > 1);
        assertThat(topics.alerts())
                .extracting(Alert::getUid)
                .containsOnly(topics.alerts().get(0).getUid());
        assertThat(topics.alerts())
                .extracting(Alert::getActivity)
                .containsExactly(AlertActivity.CREATE, AlertActivity.UPDATE);
        assertThat(topics.alerts().get(1).getCount()).isEqualTo(2);
        assertThat(topics.alerts().get(1).getEvidence())
                .extracting(Evidence::getUid)
                .containsExactly("1", "2");
        detector.stop().request();
        assertThat(running.join().exitCode()).as(detector.err()).isZero();
    }

    @Test
    void shouldStopWhileItWaitsForRules() {
        Cli detector = new Cli();
        CompletableFuture<Cli> running =
                CompletableFuture.supplyAsync(() -> detector.execute("run", "--config", config.toString()));
        await().atMost(PATIENCE).until(() -> topics.exist());

        detector.stop().request();

        assertThat(running.join().exitCode()).isZero();
    }

    @Test
    void shouldNotPublishWhereTheTopicIsMissing() {
        write(rules.resolve("trail.yml"), TRAIL_RULE);

        Cli cli = cluster.run("rules", "publish", rules.toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("topic windhover.rules is missing").doesNotContain("\tat ");
        assertThat(topics.names()).doesNotContain("windhover.rules");
    }

    private Cli publish(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("rules", "publish", "--config", config.toString(), "--owner", "tests", rules.toString()));
        arguments.addAll(List.of(more));
        return Cli.run(arguments.toArray(String[]::new));
    }
}
