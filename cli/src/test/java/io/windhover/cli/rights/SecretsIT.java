package io.windhover.cli.rights;

import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.cli.Cli;
import io.windhover.cli.SecuredCluster;
import io.windhover.cli.SecuredCluster.Login;
import io.windhover.detector.Topics;
import io.windhover.detector.app.ConfigFile;
import io.windhover.detector.app.Detector;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.detector.rights.Part;
import io.windhover.registry.SchemaRegistries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka's clients log their settings when they start: passwords are not among them. */
class SecretsIT {
    @TempDir
    private Path folder;

    @Test
    void shouldLogNoPassword() throws Exception {
        Topics topics = Topics.under("windhover");
        try (SecuredCluster cluster = new SecuredCluster(Login.SCRAM, folder, List.of("ann"));
                CapturedLog log = new CapturedLog()) {
            // Given a user who may do everything that parts do
            for (Part part : Part.values()) {
                cluster.allow("ann", part.rights(topics, "falcon"));
            }
            Path config = cluster.config("ann");

            // When topics are created, rules published and a detector runs
            Cli created = Cli.run("topics", "create", "--config", config.toString());
            assertThat(created.exitCode()).as(created.err()).isZero();
            Path rule = write(folder.resolve("rules/trail.yml"), TRAIL_RULE);
            Cli published = Cli.run("rules", "publish", "--config", config.toString(), rule.toString());
            assertThat(published.exitCode()).as(published.err()).isZero();
            DetectorConfig settings = ConfigFile.read(config);
            try (Detector detector = new Detector(settings, SchemaRegistries.connect(settings.schemaRegistry()))) {
                detector.start();
                await().atMost(Duration.ofSeconds(90))
                        .until(() -> detector.streams().state() == KafkaStreams.State.RUNNING);
            }

            // Then the log has their settings without the password, and so has all that they print
            assertThat(log.text()).contains("sasl.jaas.config = [hidden]", "ssl.truststore.password = [hidden]");
            assertThat(List.of(
                            log.text(),
                            created.out() + created.err(),
                            published.out() + published.err(),
                            "" + settings))
                    .allSatisfy(text ->
                            assertThat(text.contains(SecuredCluster.PASSWORD)).isFalse());
        }
    }

    /** All that is logged from INFO on. */
    private static final class CapturedLog extends AbstractAppender implements AutoCloseable {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();
        private final LoggerConfig root = ((LoggerContext) LogManager.getContext(false))
                .getConfiguration()
                .getRootLogger();
        private final Level before = root.getLevel();
        private final Map<String, Appender> others = Map.copyOf(root.getAppenders());

        CapturedLog() {
            super("captured", null, null, false, Property.EMPTY_ARRAY);
            start();
            others.keySet().forEach(root::removeAppender);
            root.addAppender(this, Level.INFO, null);
            level(Level.INFO);
        }

        private void level(Level level) {
            root.setLevel(level);
            ((LoggerContext) LogManager.getContext(false)).updateLoggers();
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage() + " " + event.getThrown());
        }

        String text() {
            return String.join("\n", lines);
        }

        @Override
        public void close() {
            level(before);
            root.removeAppender("captured");
            others.values().forEach(appender -> root.addAppender(appender, null, null));
            stop();
        }
    }
}
