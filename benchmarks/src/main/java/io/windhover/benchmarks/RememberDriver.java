package io.windhover.benchmarks;

import io.windhover.benchmarks.company.SimulatedEvent;
import io.windhover.benchmarks.company.SimulatedLogs;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.CloudEvent;
import io.windhover.simulator.Simulation;
import io.windhover.simulator.SimulationSettings;
import io.windhover.simulator.journal.LogFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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
    int days = 3;

    @Option(names = "--events", description = "events of them at most (default: ${DEFAULT-VALUE})")
    int events = 200_000;

    @Option(names = "--rounds", description = "times each is measured, in turns (default: ${DEFAULT-VALUE})")
    int rounds = 3;

    @Option(names = "--threads", description = "Streams threads (default: ${DEFAULT-VALUE})")
    int threads = 1;

    @Option(names = "--partitions", description = "partitions of the topics (default: ${DEFAULT-VALUE})")
    int partitions = 4;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RememberDriver()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("windhover-company");
        try (BrokerProcess broker = BrokerProcess.start();
                Load load = new Load(broker.bootstrapServers(), partitions, threads)) {
            long bytes = publish(load, folder.resolve("company"));
            System.out.printf(
                    Locale.ROOT,
                    "%,d events of %d people, %d B each, %d partitions, %d thread(s)%n",
                    load.published(),
                    people,
                    bytes / load.published(),
                    partitions,
                    threads);
            measure(load);
        } finally {
            delete(folder);
        }
        return 0;
    }

    private long publish(Load load, Path company) throws IOException, InterruptedException {
        SimulationSettings settings =
                new SimulationSettings(SEED, people, START, days, SCALE, List.of(), Duration.ZERO, Duration.ZERO, 0);
        Path journal = Files.createDirectories(company.resolve("logs"));
        Simulation simulation = new Simulation(settings);
        Files.write(company.resolve("geo.ndjson"), simulation.addresses().lines());
        try (LogFolder files = new LogFolder(journal, false)) {
            simulation.run(files, passed -> true);
        }
        try (SimulatedLogs logs = new SimulatedLogs(company)) {
            return load.publish(new Traffic(logs, events));
        }
    }

    private void measure(Load load) throws InterruptedException {
        List<SourceFile> all = Corpus.shippedRules();
        List<SourceFile> single =
                all.stream().filter(source -> !RuleSets.remembers(source)).toList();
        List<Double> without = new ArrayList<>();
        List<Double> with = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            without.add(load.detector(single));
            System.out.printf(
                    Locale.ROOT,
                    "  %3d files, single events  %,8.0f events/s%n",
                    single.size(),
                    without.get(round - 1));
            with.add(load.detector(all));
            System.out.printf(
                    Locale.ROOT,
                    "  %3d files, all           %,8.0f events/s, %.2f, and %.2f observations an event%n",
                    all.size(),
                    with.get(round - 1),
                    with.get(round - 1) / without.get(round - 1),
                    (double) load.observations() / load.published());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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
                        .setRaw(ByteBuffer.wrap(event.json()))
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
