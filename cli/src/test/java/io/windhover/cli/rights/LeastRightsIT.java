package io.windhover.cli.rights;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.cli.Cli;
import io.windhover.cli.SecuredCluster;
import io.windhover.cli.SecuredCluster.Login;
import io.windhover.connect.file.FileSourceTask;
import io.windhover.detector.Topics;
import io.windhover.detector.rights.Part;
import io.windhover.detector.rights.Right;
import io.windhover.detector.rights.RightsCheck;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.Alert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each part as a user of its own, with the rights that it is said to need and no others. */
class LeastRightsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Topics TOPICS = Topics.under("windhover");
    private static final String APPLICATION = "falcon";
    private static final List<String> USERS =
            Arrays.stream(Part.values()).map(LeastRightsIT::user).toList();

    @TempDir
    private Path folder;

    private SecuredCluster cluster;

    @ParameterizedTest
    @EnumSource
    void shouldTurnLogsIntoAlertsWithTheLeastRights(Login login) throws Exception {
        try (SecuredCluster secured = new SecuredCluster(login, folder, USERS)) {
            cluster = secured;
            allowAll();

            // Given topics and rules
            assertDone(run(Part.TOPICS));
            assertDone(run(Part.RULES));

            // When the detector runs and a connector brings an event
            Cli detector = new Cli();
            CompletableFuture<Cli> running =
                    CompletableFuture.supplyAsync(() -> detector.execute("run", "--config", config(Part.DETECTOR)));
            try (KafkaConsumer<String, Alert> reader = reader()) {
                deliver(write(folder.resolve("one.log"), event("1", "StopLogging", "alice") + "\n"));

                // Then a reader sees the alert
                Alert alert = next(reader);
                assertThat(alert.getEntity()).endsWith("alice");

                // And what an analyst decides about it
                assertDone(Cli.run(
                        "alerts",
                        "dispose",
                        "--config",
                        config(Part.ANALYST),
                        alert.getUid(),
                        "--status",
                        "in_progress",
                        "--assignee",
                        "Ben"));
                assertThat(next(reader).getAssignee()).isEqualTo("Ben");

                // And what is replayed
                assertDone(run(Part.REPLAY));
                assertThat(next(reader).getEntity()).endsWith("bob");
            } finally {
                detector.stop().request();
            }
            assertThat(running.get(90, TimeUnit.SECONDS).exitCode())
                    .as(detector.err())
                    .isZero();

            // And lists and identities are kept
            assertDone(run(Part.LISTS));
            assertDone(run(Part.IDENTITIES));
        }
    }

    @Test
    void shouldNameTheRightThatIsMissing() throws Exception {
        try (SecuredCluster secured = new SecuredCluster(Login.PLAIN, folder, USERS)) {
            // Given topics, and a changelog as of a detector that has run
            cluster = secured;
            allowAll();
            assertThat(refusals(Part.TOPICS, rights(Part.TOPICS).subList(0, 3))).isEmpty();
            assertDone(run(Part.TOPICS));
            // And something to be read on each topic: of an empty one nothing is fetched.
            assertDone(run(Part.RULES));
            put(TOPICS.alerts());
            cluster.admin()
                    .createTopics(List.of(new NewTopic(APPLICATION + "-triage-risk-changelog", 1, (short) 1)))
                    .all()
                    .get();

            // When each part lacks one right after the other, then its work fails, and it says which
            for (Part part : List.of(Part.RULES, Part.LISTS, Part.IDENTITIES, Part.REPLAY, Part.ANALYST)) {
                assertThat(refusals(part, rights(part))).as(part.name()).isEmpty();
            }
            Set<String> results = Set.of(TOPICS.alerts(), TOPICS.incidents(), TOPICS.deadLetter());
            List<Right> atStart = rights(Part.DETECTOR).stream()
                    .filter(right -> right.operation() == AclOperation.DESCRIBE_CONFIGS
                            || results.contains(right.resource().name()))
                    .toList();
            assertThat(atStart).hasSize(TOPICS.all().size() + results.size());
            assertThat(refusals(Part.DETECTOR, atStart)).isEmpty();

            // And brokers tell of each right of what runs on, where no command ends by it
            for (Part part : List.of(Part.DETECTOR, Part.CONNECTORS, Part.READER)) {
                try (Admin admin = Admin.create(new HashMap<>(cluster.kafka(user(part))))) {
                    for (Right right : rights(part)) {
                        cluster.forbid(user(part), right);
                        assertThat(new RightsCheck(admin).missing(rights(part))).containsExactly(right);
                        cluster.allow(user(part), List.of(right));
                    }
                    assertThat(new RightsCheck(admin).missing(rights(part))).isEmpty();
                }
            }
        }
    }

    @Test
    void shouldSayThatTheLoginIsWrong() throws Exception {
        try (SecuredCluster secured = new SecuredCluster(Login.SCRAM, folder, USERS)) {
            cluster = secured;
            Path config = cluster.config("rules");
            write(config, Files.readString(config).replace(SecuredCluster.PASSWORD + "\";", "wrong\";"));

            Cli refused = Cli.run("topics", "create", "--config", config.toString());

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.err())
                    .contains("Authentication failed")
                    .doesNotContain(SecuredCluster.PASSWORD, "wrong", "\tat ");
        }
    }

    /** What went otherwise than it should: empty where without each right some work of the part fails, and names it. */
    private List<String> refusals(Part part, List<Right> rights) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Right right : rights) {
            cluster.forbid(user(part), right);
            List<String> said = new ArrayList<>();
            boolean isNamed = false;
            for (String command : commands(part)) {
                Cli refused = run(part, command);
                said.add(refused.exitCode() + " " + refused.err());
                isNamed |= refused.exitCode() == 2 && refused.err().contains("rights are missing: " + right + ";");
            }
            if (!isNamed) {
                wrong.add(right + ": " + said);
            }
            cluster.allow(user(part), List.of(right));
        }
        return wrong;
    }

    private void allowAll() throws Exception {
        for (Part part : Part.values()) {
            cluster.allow(user(part), rights(part));
        }
    }

    /** A record that nobody can read, written by who runs the broker. */
    private void put(String topic) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", cluster.broker().internalServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1})).get();
        }
    }

    private static List<Right> rights(Part part) {
        return part.rights(TOPICS, APPLICATION);
    }

    private static String user(Part part) {
        return part.name().toLowerCase(Locale.ROOT);
    }

    private String config(Part part) {
        return cluster.config(user(part)).toString();
    }

    private Cli run(Part part) throws Exception {
        return run(part, commands(part).get(0));
    }

    /** Ends also where nothing is refused. */
    private Cli run(Part part, String command) throws Exception {
        Cli cli = new Cli();
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(List.of("--config", config(part)));
        CompletableFuture<Cli> running =
                CompletableFuture.supplyAsync(() -> cli.execute(arguments.toArray(String[]::new)));
        try {
            return running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            cli.stop().request();
            return running.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /** What the part does, in as many commands as it takes to use each of its rights. */
    private List<String> commands(Part part) {
        String dispose = "alerts dispose " + "0".repeat(32) + " --verdict benign";
        return switch (part) {
            case DETECTOR -> List.of("run");
            case TOPICS -> List.of("topics create");
            case RULES -> List.of("rules publish " + write(folder.resolve("rules/trail.yml"), TRAIL_RULE));
            case LISTS -> List.of("lists put hosts falcon.example", "lists remove hosts falcon.example");
            case IDENTITIES -> List.of("identities put ada ada@falcon.example", "identities remove ada@falcon.example");
            case REPLAY ->
                List.of("replay " + write(folder.resolve("two.log"), event("2", "StopLogging", "bob") + "\n"));
            case ANALYST -> List.of("alerts follow --until-now", dispose, dispose + " --entity ada");
            case CONNECTORS, READER -> throw new IllegalArgumentException(part + " is no command");
        };
    }

    private static void assertDone(Cli cli) {
        assertThat(cli.exitCode()).as(cli.err()).isZero();
    }

    private KafkaConsumer<String, Alert> reader() {
        Map<String, Object> settings = new HashMap<>(cluster.kafka(user(Part.READER)));
        settings.put("group.id", "windhover.alerts.reader");
        settings.put("isolation.level", "read_committed");
        settings.put("auto.offset.reset", "earliest");
        KafkaConsumer<String, Alert> consumer = new KafkaConsumer<>(
                settings,
                new StringDeserializer(),
                new AvroSerde<>(
                                Alert.class,
                                SchemaRegistries.connect(Map.of(
                                        "schema.registry.url",
                                        cluster.registry().url())))
                        .deserializer());
        consumer.subscribe(List.of(TOPICS.alerts()));
        return consumer;
    }

    private static Alert next(KafkaConsumer<String, Alert> reader) {
        List<Alert> alerts = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            for (ConsumerRecord<String, Alert> record : reader.poll(Duration.ofMillis(200))) {
                alerts.add(record.value());
            }
            return !alerts.isEmpty();
        });
        return alerts.get(0);
    }

    /** As a Connect worker's producer writes what a task of ours gives it. */
    private void deliver(Path file) throws Exception {
        Map<String, Object> settings = new HashMap<>(cluster.kafka(user(Part.CONNECTORS)));
        settings.put("acks", "all");
        settings.put("enable.idempotence", "true");
        FileSourceTask task = new FileSourceTask();
        task.start(Map.of(
                "files",
                file.toString(),
                "tail",
                "false",
                "schema.registry.url",
                cluster.registry().url()));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            while (!task.finished()) {
                List<SourceRecord> records = task.poll();
                for (SourceRecord record : records == null ? List.<SourceRecord>of() : records) {
                    producer.send(new ProducerRecord<>(record.topic(), (byte[]) record.key(), (byte[]) record.value()))
                            .get();
                }
            }
        } finally {
            task.stop();
        }
    }
}
