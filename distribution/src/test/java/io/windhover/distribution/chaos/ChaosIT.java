package io.windhover.distribution.chaos;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.windhover.distribution.chaos.Fault.Scene;
import io.windhover.local.EmbeddedBroker;
import io.windhover.local.EmbeddedSchemaRegistry;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two deployments follow the same log. One is left alone, the other broken again and again while the log grows; in the end
 * both must have told the same alerts, each once. Printed are each fault and how long it took until an event that was logged
 * after it had become an alert.
 *
 * <p>Only in the profile {@code chaos}: all faults, {@code -Dchaos.rounds=N} times, with pauses of 40 s, or with 0 rounds some of
 * them, once each. The seed is printed and can be given by {@code -Dwindhover.chaos.seed}.
 */
class ChaosIT {
    private static final int PER_SECOND = 100;
    private static final List<Fault> SHORT =
            List.of(Fault.DETECTOR_KILLED, Fault.BROKER_KILLED, Fault.WORKER_KILLED, Fault.POISON_IN_TOPICS);

    @TempDir
    private Path folder;

    @Test
    void shouldTellTheSameAlertsWhateverBreaks() throws Exception {
        assumeThat(File.separatorChar).as("a system with a shell").isEqualTo('/');
        long seed = Long.getLong("windhover.chaos.seed", System.nanoTime() & 0xffff);
        int rounds = Integer.getInteger("windhover.chaos.rounds", -1);
        assumeThat(rounds).as("rounds, which the profile chaos sets").isNotNegative();
        System.out.println("chaos: seed " + seed);
        Random random = new Random(seed);
        Path log = folder.resolve("cloudtrail.log");
        Path rules = folder.resolve("rules");
        ChaosRules.write(rules);
        try (EmbeddedBroker calmBroker = EmbeddedBroker.start();
                EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.start();
                Gate gate = Gate.before(registry.url());
                Brokers brokers = Brokers.start(folder);
                Load load = Load.of(log, new Random(random.nextLong()))) {
            Build build = Build.current();
            try (Plant calm = new Plant(
                            build,
                            folder.resolve("calm"),
                            calmBroker.bootstrapServers(),
                            registry.url(),
                            1,
                            1,
                            rules,
                            log);
                    Plant broken = new Plant(
                            build, folder.resolve("broken"), brokers.bootstrapServers(), gate.url(), 2, 3, rules, log);
                    Told calmly = new Told(calm, load);
                    Told brokenly = new Told(broken, load)) {
                // Given
                brokenly.awaitProbe("begin");
                calmly.awaitProbe("begin-calm");
                load.start(PER_SECOND);

                // When
                Scene scene = new Scene(
                        broken, brokers, gate, random, rounds > 0 ? Duration.ofSeconds(40) : Duration.ofSeconds(10));
                int number = 0;
                for (Fault fault : plan(random, rounds)) {
                    long begin = System.nanoTime();
                    fault.happen(scene);
                    long happened = System.nanoTime();
                    brokenly.awaitProbe("probe-" + number++);
                    System.out.printf(
                            "chaos: %-36s lasted %5.1f s, recovered after %5.1f s%n",
                            fault, (happened - begin) / 1e9, (System.nanoTime() - happened) / 1e9);
                }
                load.end();
                brokenly.awaitProbe("end");
                calmly.awaitProbe("end-calm");

                // Then
                brokenly.assertSameAs(calmly);
            }
        }
    }

    private static List<Fault> plan(Random random, int rounds) {
        List<Fault> plan = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            plan.addAll(Arrays.asList(Fault.values()));
        }
        if (rounds == 0) {
            plan.addAll(SHORT);
        }
        Collections.shuffle(plan, random);
        plan.removeIf(fault -> {
            if (!fault.isPossible()) {
                System.out.println("chaos: " + fault + " is not possible on this machine, and skipped");
            }
            return !fault.isPossible();
        });
        return plan;
    }
}
