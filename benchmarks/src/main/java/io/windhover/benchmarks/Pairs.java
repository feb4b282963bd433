package io.windhover.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.windhover.connect.normalise.Normalisation.Normalised;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchSink;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.ObservedMatch;
import io.windhover.rules.RuleMatcher;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one event costs on one thread, in processor time and in comparison with Jackson's bare token pass: all contenders
 * take turns of a few thousand events, and of each the median over all rounds of its cost in relation to the token pass
 * right before it is printed. So other work on the machine, which moves every figure of a benchmark that runs its
 * contenders one after the other, moves these little.
 */
public final class Pairs {
    private static final int TURN = 8_000;
    private static final int WARM_UP = 40;
    private static final int[] RULES = {20, 100, 300, 3_000};

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final List<CorpusEvent> events = Corpus.events();
    private final Map<String, Contender> contenders = new LinkedHashMap<>();
    private int next;
    private long seen;
    private long observations;

    private interface Contender {
        void take(CorpusEvent event) throws Exception;
    }

    private Pairs() {
        JsonFactory json = new JsonFactory();
        contenders.put("tokens", event -> {
            try (JsonParser parser = json.createParser(event.buffer(), event.offset(), event.length())) {
                while (parser.nextToken() != null) {
                    seen++;
                }
            }
        });
        for (int rules : RULES) {
            RuleMatcher matcher = RuleSets.of(rules).newMatcher();
            contenders.put("match " + rules, event -> matcher.match(event, (rule, matched) -> seen++));
        }
        RuleMatcher remembering = RuleSets.shipped().newMatcher();
        MatchSink told = new MatchSink() {
            @Override
            public void matched(CompiledRule rule, MatchedEvent matched) {
                seen++;
            }

            @Override
            public void observed(ObservedMatch observed) {
                seen++;
                observations++;
            }
        };
        contenders.put("match shipped", event -> remembering.match(event, told));
        CloudTrailNormaliser normaliser = new CloudTrailNormaliser();
        contenders.put("normalise", event -> {
            RawEvent raw = new RawEvent(event.buffer(), event.offset(), event.length(), null, 0, Instant.EPOCH);
            seen += normaliser.normalise(raw) instanceof Normalised done
                    ? done.event().getRaw().capacity()
                    : 0;
        });
    }

    /** One argument: how many rounds; 100 by default. */
    public static void main(String[] arguments) throws Exception {
        new Pairs().run(arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]));
    }

    private void run(int rounds) throws Exception {
        double[][] nanos = new double[contenders.size()][rounds];
        for (int round = -WARM_UP; round < rounds; round++) {
            int contender = 0;
            for (Contender each : contenders.values()) {
                double cost = turn(each);
                if (round >= 0) {
                    nanos[contender][round] = cost;
                }
                contender++;
            }
        }
        System.out.printf("%-14s %12s %16s %10s%n", "", "ns an event", "events a second", "of tokens");
        int contender = 0;
        for (String name : contenders.keySet()) {
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = nanos[0][round] / nanos[contender][round];
            }
            double median = median(nanos[contender]);
            System.out.printf("%-14s %12.0f %,16.0f %10.2f%n", name, median, 1e9 / median, median(ratios));
            contender++;
        }
        System.out.printf(
                "the shipped rules tell %.2f observations an event to those that remember, before the edge filter%n",
                (double) observations / ((long) TURN * (rounds + WARM_UP)));
    }

    /** Nanoseconds of processor time for an event. */
    private double turn(Contender contender) throws Exception {
        long start = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < TURN; i++) {
            next = next + 1 == events.size() ? 0 : next + 1;
            contender.take(events.get(next));
        }
        return (threads.getCurrentThreadCpuTime() - start) / (double) TURN;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
