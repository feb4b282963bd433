package io.windhover.cli.run;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.event;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.cli.Cli;
import io.windhover.cli.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A detector that demands signed rules, and somebody who can write to its topic. */
class SignedRulesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TOPIC = "windhover.rules";

    @TempDir
    private Path folder;

    @RegisterExtension
    private final TestCluster cluster = new TestCluster();

    private EventsAndAlerts topics;
    private Path config;
    private Path rules;

    @BeforeEach
    void makeKeys() {
        topics = new EventsAndAlerts(cluster.broker().bootstrapServers(), cluster.registryUrl());
        assertThat(keygen("old").exitCode()).isZero();
        assertThat(keygen("new").exitCode()).isZero();
        rules = folder.resolve("rules");
        write(rules.resolve("trail.yml"), TRAIL_RULE);
        config = configure("windhover.yml", "old.pub", "new.pub");
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void shouldGoOnDetectingWhateverIsWrittenWithoutAKey() throws Exception {
        // Given a detector with a signed rule set
        Cli detector = new Cli();
        CompletableFuture<Cli> running = start(detector);
        await().atMost(PATIENCE).until(() -> topics.exist());
        Cli published = publish("old.key");
        assertThat(published.exitCode()).as(published.err()).isZero();
        topics.produce(event("1", "StopLogging", "alice"));
        await().atMost(PATIENCE).until(() -> topics.alertedUsers().contains("alice"));
        List<ConsumerRecord<String, byte[]>> first = records();

        // When somebody publishes other rules without a key, deletes everything, and writes documents under other names
        Path bare = folder.resolve("bare.yml");
        Files.writeString(bare, Files.readString(config).replaceAll("rules: .*", ""));
        write(rules.resolve("trail.yml"), TRAIL_RULE.replace("StopLogging", "Nothing"));
        Cli unsigned = Cli.run("rules", "publish", "--config", bare.toString(), rules.toString());
        assertThat(unsigned.exitCode()).as(unsigned.err()).isZero();
        for (ConsumerRecord<String, byte[]> record : first) {
            tamper(record.key(), null);
            tamper(record.key() + "0", record.value());
        }

        // Then the detector judges as before
        topics.produce(event("2", "StopLogging", "bob"));
        await().atMost(PATIENCE).until(() -> topics.alertedUsers().contains("bob"));

        // When the key is changed, for another rule, both being trusted
        write(rules.resolve("trail.yml"), TRAIL_RULE.replace("StopLogging", "DeleteTrail"));
        Cli rotated = publish("new.key");
        assertThat(rotated.exitCode()).as(rotated.err()).isZero();
        await().atMost(PATIENCE).until(() -> {
            topics.produce(event("3", "DeleteTrail", "carol"));
            return topics.alertedUsers().contains("carol");
        });

        // And the older set is written again, as it was signed
        for (ConsumerRecord<String, byte[]> record : first) {
            tamper(record.key(), record.value());
        }
        topics.produce(event("4", "StopLogging", "dave"));
        topics.produce(event("5", "DeleteTrail", "erin"));
        await().atMost(PATIENCE).until(() -> topics.alertedUsers().contains("erin"));
        assertThat(topics.alertedUsers()).doesNotContain("dave");
        stop(detector, running);

        // Then it is the same after a restart, also with the old key retired, and with an emptied topic
        for (ConsumerRecord<String, byte[]> record : records()) {
            tamper(record.key(), null);
        }
        config = configure("rotated.yml", "new.pub");
        Cli again = new Cli();
        CompletableFuture<Cli> restarted = start(again);
        topics.produce(event("6", "StopLogging", "frank"));
        topics.produce(event("7", "DeleteTrail", "grace"));
        await().atMost(PATIENCE).until(() -> topics.alertedUsers().contains("grace"));
        assertThat(topics.alertedUsers()).doesNotContain("frank");
        stop(again, restarted);
    }

    @Test
    void shouldNotPublishWhatTheDetectorsOfTheConfigurationWouldNotTake() {
        keygen("other");

        Cli unsigned = Cli.run("rules", "publish", "--config", config.toString(), rules.toString());
        Cli other = publish("other.key");
        Cli wrong = publish("old.pub");

        assertThat(List.of(unsigned.exitCode(), other.exitCode(), wrong.exitCode()))
                .containsOnly(2);
        assertThat(unsigned.err()).contains("take only signed rules").contains("--sign-key");
        assertThat(other.err()).contains("other.key: is not the counterpart of a key in rules: trusted-keys");
        assertThat(wrong.err()).contains("old.pub: holds no -----BEGIN PRIVATE KEY-----");
    }

    @Test
    void shouldMakeKeysThatOnlyTheirOwnerCanReadAndOverwriteNone() throws IOException {
        String before = Files.readString(folder.resolve("old.key"));

        Cli again = keygen("old");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("old.key"))))
                .isEqualTo("rw-------");
        assertThat(again.exitCode()).isEqualTo(2);
        assertThat(again.err()).contains("is there already");
        assertThat(folder.resolve("old.key")).hasContent(before);
        assertThat(again.out() + again.err()).doesNotContain("BEGIN");
    }

    private Path configure(String name, String... trusted) {
        String keys =
                Stream.of(trusted).map(key -> "\"" + folder.resolve(key) + "\"").collect(Collectors.joining(", "));
        return write(
                folder.resolve(name),
                cluster.detectorConfig(folder.resolve("state")) + "rules: {trusted-keys: [" + keys + "]}\n");
    }

    private Cli keygen(String name) {
        return Cli.run("rules", "keygen", folder.resolve(name).toString());
    }

    private Cli publish(String key) {
        return Cli.run(
                "rules",
                "publish",
                "--config",
                config.toString(),
                "--sign-key",
                folder.resolve(key).toString(),
                rules.toString());
    }

    private CompletableFuture<Cli> start(Cli detector) {
        Path file = config;
        return CompletableFuture.supplyAsync(() -> detector.execute("run", "--config", file.toString()));
    }

    private static void stop(Cli detector, CompletableFuture<Cli> running) {
        detector.stop().request();
        assertThat(running.join().exitCode()).as(detector.err()).isZero();
    }

    private void tamper(String key, byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.<String, Object>copyOf(cluster.kafka()), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 0, key, value)).get();
        }
    }

    /** What stands on the rules topic, without tombstones. */
    private List<ConsumerRecord<String, byte[]>> records() {
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.<String, Object>copyOf(cluster.kafka()), new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records.stream().filter(record -> record.value() != null).toList();
    }
}
