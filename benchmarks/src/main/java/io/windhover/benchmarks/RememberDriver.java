package io.windhover.benchmarks;

import io.windhover.benchmarks.company.SimulatedCompany;
import io.windhover.benchmarks.company.SimulatedEvent;
import io.windhover.benchmarks.company.SimulatedLogs;
import io.windhover.local.TemporaryDirectory;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.CloudEvent;
import io.windhover.simulator.SimulationSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures on a real broker what rules that remember cost: the ordinary traffic of a simulated company through the detector
 * with the shipped rules for single events, and in turns with all shipped rules.
 */
@Command(
        name = "remember",
        mixinStandardHelpOptions = true,
        description = "Times the detector with and without the rules that remember, on a simulated company's logs.")
public final class RememberDriver implements Callable<Integer> {
    /** How long after it happened an event is read. */
    private static final Duration READ_AFTER = Duration.ofSeconds(2);

    private static final long SEED = 1;
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final double SCALE = 0.2;

    @Option(names = "--people", description = "people of the company (default: ${DEFAULT-VALUE})")
    int people = 200;

    @Option(names = "--days", description = "days of its logs (default: ${DEFAULT-VALUE})")
    int days = 9;

    @Option(names = "--events", description = "events of them at most (default: ${DEFAULT-VALUE})")
    int events = 400_000;

    @Mixin
    LoadShape shape = new LoadShape();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RememberDriver()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TemporaryDirectory company = TemporaryDirectory.create("windhover-company");
                BrokerProcess broker = BrokerProcess.start();
                Load load = new Load(broker.bootstrapServers(), shape.partitions, shape.threads)) {
            long bytes = publish(load, company.path());
            System.out.printf(Locale.ROOT, "%d people, %d days%n", people, days);
            shape.print(load.published(), bytes);
            measure(load);
        }
        return 0;
    }

    private long publish(Load load, Path company) throws IOException, InterruptedException {
        SimulatedCompany.write(
                company,
                new SimulationSettings(SEED, people, START, days, SCALE, List.of(), Duration.ZERO, Duration.ZERO, 0));
        try (SimulatedLogs logs = new SimulatedLogs(company)) {
            return load.publish(new Traffic(logs, events));
        }
    }

    private void measure(Load load) throws InterruptedException {
        List<SourceFile> all = Corpus.shippedRules();
        List<SourceFile> single =
                all.stream().filter(source -> !RuleSets.remembers(source)).toList();
        for (int round = 1; round <= shape.rounds; round++) {
            Pace without = load.detector(single);
            print(single.size(), "single events", without);
            Pace with = load.detector(all);
            print(all.size(), "all", with);
            System.out.printf(
                    Locale.ROOT,
                    "  shares %.2f of the rate and %.2f of the processor time, and %.2f records of observations an event%n",
                    with.rate() / without.rate(),
                    without.micros() / with.micros(),
                    (double) load.observations() / load.published());
        }
    }

    private static void print(int files, String rules, Pace pace) {
        System.out.printf(
                Locale.ROOT,
                "  %3d files, %-13s %,8.0f events/s, %5.1f µs%n",
                files,
                rules,
                pace.rate(),
                pace.micros());
    }

    /** The events as a connector would have brought them. */
    private static final class Traffic implements Iterator<CloudEvent> {
        private final SimulatedLogs logs;
        private long left;

        private Traffic(SimulatedLogs logs, long most) {
            this.logs = logs;
            this.left = most;
        }

        @Override
        public boolean hasNext() {
            return left > 0 && logs.hasNext();
        }

        @Override
        public CloudEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            left--;
            try {
                SimulatedEvent event = logs.next();
                return CloudEvent.newBuilder(event.normalised())
                        .setIngestTime(event.normalised().getTime().plus(READ_AFTER))
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
