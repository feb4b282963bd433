package io.windhover.distribution.chaos;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two deployments follow the same log. One is of this build and left alone. The other is replaced while the log grows, one
 * process after the other, each on its state directory and under its name in the group: by this build again, or, where {@code
 * -Dwindhover.upgrade.from=FOLDER} names the distribution of an earlier build, from that one to this. In the end both must have
 * told the same alerts, each once.
 *
 * <p>Only in the profile {@code chaos}.
 */
class UpgradeIT {
    private static final int PER_SECOND = 100;
    /** Longer than a detector needs to start: some windows begin before one is replaced and end after it. */
    private static final int LINES_BETWEEN = 10 * PER_SECOND;

    private static final String FROM = "an earlier build, which -Dwindhover.upgrade.from=FOLDER names";

    @TempDir
    private Path folder;

    @BeforeEach
    void onlyWithAShellAndInItsProfile() {
        assumeThat(File.separatorChar).as("a system with a shell").isEqualTo('/');
        assumeThat(System.getProperty("windhover.chaos.rounds"))
                .as("the profile chaos")
                .isNotNull();
    }

    @Test
    void shouldLoseNothingInARollingRestart() throws Exception {
        replace("restart", Build.current(), UpgradeIT::oneAfterTheOther);
    }

    @Test
    void shouldLoseNothingInARollingUpgrade() throws Exception {
        replace("upgrade", earlier(), UpgradeIT::oneAfterTheOther);
    }

    @Test
    void shouldLoseNothingWhenAllAreStoppedForAnUpgrade() throws Exception {
        replace("upgrade at once", earlier(), UpgradeIT::allAtOnce);
    }

    private static Build earlier() {
        Optional<Build> earlier = Build.earlier();
        if (earlier.isEmpty()) {
            System.out.println("upgrade: skipped, for want of " + FROM);
        }
        assumeThat(earlier).as(FROM).isPresent();
        return earlier.orElseThrow();
    }

    private void replace(String what, Build from, Replacement replacement) throws Exception {
        Path log = folder.resolve("cloudtrail.log");
        Path rules = folder.resolve("rules");
        ChaosRules.write(rules);
        Build to = Build.current();
        try (EmbeddedBroker calmBroker = EmbeddedBroker.start();
                EmbeddedBroker replacedBroker = EmbeddedBroker.start();
                EmbeddedSchemaRegistry calmRegistry = EmbeddedSchemaRegistry.start();
                EmbeddedSchemaRegistry replacedRegistry = EmbeddedSchemaRegistry.start();
                Load load = Load.of(log, new Random());
                Plant calm = new Plant(
                        to,
                        folder.resolve("calm"),
                        calmBroker.bootstrapServers(),
                        calmRegistry.url(),
                        1,
                        1,
                        rules,
                        log);
                Plant replaced = new Plant(
                        from,
                        folder.resolve("replaced"),
                        replacedBroker.bootstrapServers(),
                        replacedRegistry.url(),
                        2,
                        1,
                        rules,
                        log);
                Told calmly = new Told(calm, load);
                Told interrupted = new Told(replaced, load)) {
            // Given
            calmly.awaitProbe("begin-calm");
            interrupted.awaitProbe("begin");
            load.start(PER_SECOND);
            awaitLines(load);

            // When
            replacement.replace(new Scene(what, replaced, interrupted, load), to);
            replaced.publish(to, rules);
            awaitLines(load);
            load.end();
            interrupted.awaitProbe("end");
            calmly.awaitProbe("end-calm");

            // Then
            interrupted.assertSameAs(calmly);
        }
    }

    /** As an orchestrator does: readers before those that write to them, and each only when the one before is ready. */
    private static void oneAfterTheOther(Scene scene, Build to) throws Exception {
        Plant plant = scene.plant();
        for (int i = 0; i < plant.detectors(); i++) {
            long begin = System.nanoTime();
            plant.replaceDetector(i, to);
            plant.awaitReady(i);
            scene.report("detector " + i, begin);
        }
        long begin = System.nanoTime();
        plant.replaceWorker(to);
        scene.report("worker", begin);
    }

    private static void allAtOnce(Scene scene, Build to) throws Exception {
        Plant plant = scene.plant();
        long begin = System.nanoTime();
        for (int i = 0; i < plant.detectors(); i++) {
            plant.stopDetector(i);
        }
        for (int i = 0; i < plant.detectors(); i++) {
            plant.startDetector(i, to);
        }
        for (int i = 0; i < plant.detectors(); i++) {
            plant.awaitReady(i);
        }
        plant.replaceWorker(to);
        scene.report("all", begin);
    }

    private static void awaitLines(Load load) {
        long enough = load.lines() + LINES_BETWEEN;
        await().atMost(Duration.ofMinutes(2)).until(() -> load.lines() >= enough);
    }

    private interface Replacement {
        void replace(Scene scene, Build to) throws Exception;
    }

    /**
     * Where something is replaced.
     *
     * @param what is done, for the report
     */
    private record Scene(String what, Plant plant, Told told, Load load) {
        /** Says when an event that is logged after it has become an alert, and lets more windows begin. */
        void report(String replaced, long begin) {
            long ready = System.nanoTime();
            told.awaitProbe(replaced.replace(' ', '-'));
            System.out.printf(
                    "%s: %-10s replaced and ready after %5.1f s, alerts %4.1f s later%n",
                    what, replaced, (ready - begin) / 1e9, (System.nanoTime() - ready) / 1e9);
            awaitLines(load);
        }
    }
}
