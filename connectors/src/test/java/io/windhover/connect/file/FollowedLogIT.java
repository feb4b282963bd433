package io.windhover.connect.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.CloudTrailEvents;
import io.windhover.connect.WorkerProcess;
import io.windhover.connect.WrittenRecords;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log that is written and rotated all the time, while the worker that follows it is killed again and again. */
class FollowedLogIT {

    private static final int RECORDS = 20_000;
    private static final int KILLS = 4;
    private static final String EVENTS = "events";
    private static final String DEAD_LETTERS = "dead";

    private static EmbeddedBroker broker;
    private static EmbeddedSchemaRegistry registry;
    private static WrittenRecords written;

    @TempDir
    Path directory;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start();
        registry = EmbeddedSchemaRegistry.start();
        written = new WrittenRecords(broker.bootstrapServers(), registry.url());
        broker.createTopic(EVENTS, 2, Map.of());
        broker.createTopic(DEAD_LETTERS, 1, Map.of());
    }

    @AfterAll
    static void stopBroker() {
        written.close();
        registry.close();
        broker.close();
    }

    @Test
    void shouldLoseNothingAndKnowWhatCameAgainWhenKilled() throws Exception {
        // Given
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path log = Files.createDirectory(directory.resolve("logs")).resolve("audit.log");
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(log, new Random(seed)));

        // When
        for (int kill = 0; kill < KILLS; kill++) {
            long reached = written.count(EVENTS) + 1 + random.nextInt(RECORDS / 8);
            try (WorkerProcess worker = startWorker(log)) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> written.count(EVENTS) >= reached);
                assertThat(worker.isRunning()).isTrue();
            }
        }
        try (WorkerProcess worker = startWorker(log)) {
            await().atMost(Duration.ofMinutes(3)).until(() -> writer.isDone() && written.holds(EVENTS, RECORDS));
            assertThat(worker.isRunning()).isTrue();
        }
        writer.join();

        // Then
        assertThat(new HashSet<>(written.uids(EVENTS)))
                .as("seed " + seed)
                .isEqualTo(
                        IntStream.range(0, RECORDS).mapToObj(Integer::toString).collect(Collectors.toSet()));
        assertThat(written.read(DEAD_LETTERS)).as("seed " + seed).isEmpty();
    }

    /** Lines in pieces, and every now and then a rotation of one of three kinds. */
    private static void write(Path log, Random random) {
        try {
            int rotations = 0;
            for (int i = 0; i < RECORDS; i++) {
                byte[] line = (CloudTrailEvents.withId(Integer.toString(i)) + "\n").getBytes(UTF_8);
                int cut = random.nextInt(line.length);
                append(log, line, 0, cut);
                append(log, line, cut, line.length);
                if (random.nextInt(100) == 0) {
                    LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
                }
                if (random.nextInt(1_000) == 0) {
                    rotate(log, log.resolveSibling("audit.log." + ++rotations), random.nextInt(3));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void rotate(Path log, Path rotated, int kind) throws IOException {
        if (kind == 0) {
            Files.copy(log, rotated);
            Files.write(log, new byte[0]);
        } else {
            Files.move(log, rotated);
        }
        if (kind == 2) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(Path.of(rotated + ".gz")))) {
                Files.copy(rotated, out);
            }
            Files.delete(rotated);
        }
    }

    private static void append(Path log, byte[] line, int from, int to) throws IOException {
        try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(line, from, to - from);
        }
    }

    private WorkerProcess startWorker(Path log) throws IOException {
        return WorkerProcess.start(
                broker.bootstrapServers(),
                directory.resolve("offsets"),
                directory.resolve("worker.log"),
                new HashMap<>(Map.of(
                        "name",
                        "logs",
                        "connector.class",
                        FileSourceConnector.class.getName(),
                        "tasks.max",
                        "2",
                        FileSourceConfig.FILES,
                        log.toString(),
                        FileSourceConfig.TAIL_INTERVAL_MS,
                        "50",
                        FileSourceConfig.BATCH_RECORDS,
                        "100",
                        FileSourceConfig.TOPIC,
                        EVENTS,
                        FileSourceConfig.DEAD_LETTER_TOPIC,
                        DEAD_LETTERS,
                        "schema.registry.url",
                        registry.url())));
    }
}
