package io.windhover.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.normalise.aws.CloudTrailNormaliser;
import io.windhover.rules.RuleMatcher;
import io.windhover.rules.json.MalformedJsonException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What one CloudTrail event costs on one thread: parsed and judged by 20 to 3,000 rules, normalised, and, as the measure of
 * all of them, read token by token by Jackson without looking at any.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 2, jvmArgsAppend = "-XX:+UseParallelGC")
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class MatchBenchmark {

    private final JsonFactory json = new JsonFactory();
    private final CloudTrailNormaliser normaliser = new CloudTrailNormaliser();
    private final List<CorpusEvent> events = Corpus.events();
    private int next;

    /** The rules that judge. */
    @State(Scope.Thread)
    public static class Rules {
        @Param({"20", "100", "300", "3000"})
        int rules;

        private RuleMatcher matcher = RuleSets.of(0).newMatcher();

        @Setup
        public void compile() {
            matcher = RuleSets.of(rules).newMatcher();
        }
    }

    /** Parse and match. */
    @Benchmark
    public void match(Rules rules, Blackhole blackhole) throws MalformedJsonException {
        rules.matcher.match(event(), (rule, matched) -> blackhole.consume(rule));
    }

    /** The connector's work on an event. */
    @Benchmark
    public Normalisation normalise() {
        CorpusEvent event = event();
        return normaliser.normalise(
                new RawEvent(event.buffer(), event.offset(), event.length(), null, 0, Instant.EPOCH));
    }

    /** Jackson's bare token pass. */
    @Benchmark
    public int tokens() throws IOException {
        int tokens = 0;
        CorpusEvent event = event();
        try (JsonParser parser = json.createParser(event.buffer(), event.offset(), event.length())) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        return tokens;
    }

    private CorpusEvent event() {
        next = next + 1 == events.size() ? 0 : next + 1;
        return events.get(next);
    }
}
