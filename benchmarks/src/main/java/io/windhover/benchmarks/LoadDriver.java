package io.windhover.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures the detector on a real broker: events are published beforehand, then the topology is timed until it has caught
 * up; in the same run, in turns, two Streams applications that do nothing but read the same bytes, and read and write them.
 */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Times the detector against applications that only move the same bytes.")
public final class LoadDriver implements Callable<Integer> {
    @Option(names = "--events", description = "events to publish (default: ${DEFAULT-VALUE})")
    int events = 600_000;

    @Option(names = "--rules", split = ",", description = "sizes of the rule sets (default: ${DEFAULT-VALUE})")
    List<Integer> rules = List.of(20, 300);

    @Option(
            names = "--detectors",
            split = ",",
            description = "how many detectors share the partitions (default: ${DEFAULT-VALUE})")
    List<Integer> detectors = List.of(1);

    @Mixin
    LoadShape shape = new LoadShape();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadDriver()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (BrokerProcess broker = BrokerProcess.start();
                Load load = new Load(broker.bootstrapServers(), shape.partitions, shape.threads)) {
            System.out.printf("publishing %,d events…%n", events);
            long bytes = load.publish(events);
            shape.print(events, bytes);
            report(measure(load), bytes);
        }
        return 0;
    }

    private Map<String, List<Double>> measure(Load load) throws InterruptedException {
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 1; round <= shape.rounds; round++) {
            add(rates, "read only", load.readOnly().rate());
            add(rates, "pass through", load.passThrough().rate());
            for (int size : rules) {
                for (int count : detectors) {
                    String name = (count == 1 ? "detector, " : count + " detectors, ") + size + " rules";
                    add(
                            rates,
                            name,
                            load.detectors(count, RuleSets.sources(size)).rate());
                }
            }
            System.out.printf("round %d of %d done%n", round, shape.rounds);
        }
        return rates;
    }

    private static void add(Map<String, List<Double>> rates, String name, double rate) {
        rates.computeIfAbsent(name, key -> new ArrayList<>()).add(rate);
        System.out.printf(Locale.ROOT, "  %-24s %,10.0f events/s%n", name, rate);
    }

    private void report(Map<String, List<Double>> rates, long bytes) {
        double passThrough = median(rates.getOrDefault("pass through", List.of()));
        double readOnly = median(rates.getOrDefault("read only", List.of()));
        System.out.printf(
                "%n%-24s %12s %8s %16s %14s%n",
                "median of " + shape.rounds, "events/s", "MB/s", "of pass through", "of read only");
        rates.forEach((name, values) -> {
            double rate = median(values);
            System.out.printf(
                    Locale.ROOT,
                    "%-24s %,12.0f %8.0f %15.2f× %13.2f×%n",
                    name,
                    rate,
                    rate * bytes / events / 1e6,
                    rate / passThrough,
                    rate / readOnly);
        });
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
