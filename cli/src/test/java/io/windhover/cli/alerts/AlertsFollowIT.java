package io.windhover.cli.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.windhover.cli.Cli;
import io.windhover.cli.TestCluster;
import io.windhover.registry.AvroSerde;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code windhover alerts follow} against a real broker and registry. */
class AlertsFollowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "windhover.alerts";

    @RegisterExtension
    private final TestCluster cluster = new TestCluster();

    @BeforeEach
    void createTopic() {
        cluster.broker().createTopic(TOPIC, 2, Map.of("message.timestamp.type", "LogAppendTime"));
    }

    @Test
    void shouldPrintAlertsAndTheirUpdatesAsTheyCome() throws Exception {
        // Given what was told before, and somebody who follows
        write(AlertSamples.opened("before", Level.HIGH, "ada"));
        Cli follow = new Cli();
        CompletableFuture<Cli> following = follow(follow);
        awaitFollowing(follow);

        // When
        Alert opened = AlertSamples.opened("b", Level.HIGH, "arn:aws:iam::111122223333:user/ben");
        write(opened);
        write(AlertSamples.update(opened, 3)
                .setStatus(AlertStatus.IN_PROGRESS)
                .setVerdict(Verdict.TRUE_POSITIVE)
                .setAssignee("Ada")
                .build());
        write(AlertSamples.update(opened, 3)
                .setActivity(AlertActivity.CLOSE)
                .setMergedInto("c")
                .build());

        // Then
        await().atMost(PATIENCE).until(() -> follow.lines().size() >= 9);
        follow.stop().request();
        assertThat(following.get(60, TimeUnit.SECONDS).exitCode())
                .as(follow.err())
                .isZero();
        assertThat(ofAlert(follow.lines(), "alert b"))
                .containsExactly(
                        "2026-11-27T10:00:00Z  HIGH      Trail stopped  T1562.008",
                        "                      111122223333:user/ben from 203.0.113.9: cloudtrail:StopLogging",
                        "                      alert b",
                        "2026-11-27T10:00:30Z  HIGH      Trail stopped  update",
                        "                      111122223333:user/ben: 3 events since 2026-11-27T10:00:00Z,"
                                + " in progress, true positive, for Ada",
                        "                      alert b",
                        "2026-11-27T10:00:30Z  HIGH      Trail stopped  closed",
                        "                      111122223333:user/ben: 3 events since 2026-11-27T10:00:00Z,"
                                + " goes on as alert c",
                        "                      alert b");
        assertThat(follow.out()).doesNotContain("before");
        assertThat(follow.err()).endsWith("updates" + System.lineSeparator());
        assertThat(groups()).isEmpty();
    }

    @Test
    void shouldPrintWhatWasToldAndEnd() throws Exception {
        write(AlertSamples.opened("a", Level.LOW, "ada"));
        write(AlertSamples.opened("b", Level.HIGH, "ada"));
        write(AlertSamples.update(AlertSamples.opened("b", Level.HIGH, "ada"), 2)
                .build());
        write(AlertSamples.opened("c", Level.CRITICAL, "ada", "another-rule"));

        assertThat(alerts("--until-now", "--json").json())
                .extracting(AlertsFollowIT::said)
                .containsExactly("a create", "b create", "b update", "c create");
        assertThat(alerts("--since", "1h", "--until-now", "--json").json()).hasSize(4);
        assertThat(alerts("--since", "2000-01-01", "--max", "2", "--json").json())
                .extracting(AlertsFollowIT::said)
                .containsExactly("a create", "b create");
        assertThat(alerts("--until-now", "--min-level", "high", "--json").json())
                .extracting(AlertsFollowIT::said)
                .containsExactly("b create", "b update", "c create");
        assertThat(alerts("--until-now", "--level", "critical", "--json").json())
                .extracting(AlertsFollowIT::said)
                .containsExactly("c create");
        assertThat(alerts("--until-now", "--rule", "another-rule", "--rule", "no-rule", "--json")
                        .json())
                .extracting(AlertsFollowIT::said)
                .containsExactly("c create");
        Cli nothing = alerts("--since", "3000-01-01", "--until-now");
        assertThat(nothing.out()).isEmpty();
        assertThat(nothing.err()).isEqualToIgnoringNewLines("0 alerts, 0 updates");
    }

    @Test
    void shouldTellAProgramAllThatAPersonSees() throws Exception {
        Alert opened = AlertSamples.opened("b", Level.HIGH, "ada");
        write(opened);
        write(AlertSamples.update(opened, 3)
                .setStatus(AlertStatus.IN_PROGRESS)
                .setVerdict(Verdict.TRUE_POSITIVE)
                .setAssignee("Ben")
                .setMergedInto("c")
                .build());

        List<JsonNode> records = alerts("--until-now", "--json").json();

        assertThat(records).hasSize(2);
        assertThat(records.get(0).path("rule").path("title").asText()).isEqualTo("Trail stopped");
        assertThat(records.get(0).path("ip").asText()).isEqualTo("203.0.113.9");
        JsonNode update = records.get(1);
        assertThat(update.path("count").asInt()).isEqualTo(3);
        assertThat(update.path("status").asText()).isEqualTo("in_progress");
        assertThat(update.path("verdict").asText()).isEqualTo("true_positive");
        assertThat(update.path("assignee").asText()).isEqualTo("Ben");
        assertThat(update.path("merged_into").asText()).isEqualTo("c");
    }

    @Test
    void shouldPrintOnlyWhatIsCommittedAndPassOverWhatIsNoAlert() throws Exception {
        // Given
        Map<String, Object> settings = new HashMap<>(cluster.kafka());
        settings.put("transactional.id", "a-detector");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(record(AlertSamples.opened("aborted", Level.HIGH, "ada")))
                    .get();
            producer.abortTransaction();
            producer.beginTransaction();
            byte[] noAlert = "no\u001b[31m alert".getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(TOPIC, 0, null, noAlert)).get();
            producer.send(record(AlertSamples.opened("committed", Level.HIGH, "ada")))
                    .get();
            producer.commitTransaction();
        }

        // When
        Cli follow = alerts("--until-now", "--json");

        // Then
        assertThat(follow.json()).extracting(AlertsFollowIT::said).containsExactly("committed create");
        assertThat(follow.err()).contains("No alert: windhover.alerts, partition 0, offset ");
    }

    @Test
    void shouldNotLetATopicSteerATerminal() throws Exception {
        String evil = "eve\u001b]0;title\u0007\r\n\u202E";
        Alert sample = AlertSamples.opened("b" + evil, Level.HIGH, evil);
        Alert opened = Alert.newBuilder(sample)
                .setRule(RuleReference.newBuilder(sample.getRule())
                        .setTitle("title" + evil)
                        .build())
                .build();
        write(opened);
        write(AlertSamples.update(opened, 2)
                .setAssignee(evil)
                .setMergedInto(evil)
                .build());

        String text = alerts("--until-now").out();

        assertThat(text).contains("eve").doesNotContain("\u001b", "\u0007", "\u202E");
        assertThat(text.lines()).hasSize(6);
        assertThat(alerts("--until-now", "--json").out())
                .doesNotContain("\u001b", "\u0007", "\u202E")
                .hasLineCount(2);
    }

    @Test
    void shouldColourOnlyATerminal() throws Exception {
        write(AlertSamples.opened("a", Level.HIGH, "ada"));
        List<String> arguments = new ArrayList<>(List.of("alerts", "follow", "--until-now"));
        arguments.addAll(List.of("--bootstrap-server", cluster.broker().bootstrapServers()));
        arguments.addAll(List.of("--schema-registry", cluster.registryUrl()));

        Cli watched = new Cli().onTerminal().execute(arguments.toArray(String[]::new));

        assertThat(watched.out()).contains("\u001b[1;31mHIGH");
        assertThat(alerts("--until-now").out()).doesNotContain("\u001b");
    }

    @Test
    void shouldRefuseWhatItCannotDo() {
        assertThat(run("--max", "0").err()).contains("--max must be at least 1, not 0");
        assertThat(run("--since", "yesterday").err()).contains("--since takes", "not 'yesterday'");
        assertThat(run("--level", "grave").exitCode()).isEqualTo(2);
        Cli other = run("--topic-prefix", "other", "--until-now");
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("topic other.alerts is missing");
    }

    /** One partition's lines keep their order among themselves, and each alert stands in one. */
    private static List<String> ofAlert(List<String> lines, String last) {
        List<String> of = new ArrayList<>();
        for (int i = 0; i + 2 < lines.size(); i += 3) {
            if (lines.get(i + 2).endsWith(last)) {
                of.addAll(lines.subList(i, i + 3));
            }
        }
        return of;
    }

    private CompletableFuture<Cli> follow(Cli follow) {
        return CompletableFuture.supplyAsync(() -> follow.execute(
                "alerts",
                "follow",
                "--bootstrap-server",
                cluster.broker().bootstrapServers(),
                "--schema-registry",
                cluster.registryUrl()));
    }

    /** Where its beginning is cannot be seen: the first that it prints shows that it has begun. */
    private void awaitFollowing(Cli follow) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            write(AlertSamples.opened("first", Level.LOW, "ada"));
            return !follow.out().isEmpty();
        });
    }

    private static String said(JsonNode record) {
        return record.path("alert").asText() + " " + record.path("activity").asText();
    }

    private List<String> groups() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(new HashMap<>(cluster.kafka()))) {
            return admin.listGroups().all().get().stream()
                    .map(group -> group.groupId())
                    .toList();
        }
    }

    private ProducerRecord<byte[], byte[]> record(Alert alert) {
        try (AvroSerde<Alert> serde = new AvroSerde<>(Alert.class, cluster.schemas())) {
            Serializer<Alert> serializer = serde.serializer();
            byte[] key = alert.getEntity().getBytes(StandardCharsets.UTF_8);
            return new ProducerRecord<>(TOPIC, key, serializer.serialize(TOPIC, alert));
        }
    }

    private void write(Alert alert) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                new HashMap<>(cluster.kafka()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record(alert)).get();
        }
    }

    private Cli alerts(String... arguments) {
        Cli follow = run(arguments);
        assertThat(follow.exitCode()).as(follow.err()).isZero();
        return follow;
    }

    private Cli run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("follow"));
        all.addAll(List.of(arguments));
        return cluster.run("alerts", all.toArray(String[]::new));
    }
}
