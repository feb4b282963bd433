package io.windhover.rules.eval;

import io.windhover.rules.eval.Partition.PartitionRule;
import io.windhover.rules.eval.Verdict.VerdictSink;
import io.windhover.rules.json.JsonScanner;
import io.windhover.rules.json.JsonWalker;
import io.windhover.rules.json.MalformedJsonException;
import io.windhover.rules.json.Occurrences;
import io.windhover.rules.json.TextVisitor;
import io.windhover.schemas.CloudEvent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Partition} over events, one at a time: scan, ask the indexes which rules may match, judge those. Holds
 * everything that changes from event to event, and reuses it. One per thread.
 */
public final class Evaluation {
    private static final int LAST_GENERATION = Integer.MAX_VALUE >> 1;

    private final Partition partition;
    private final ListLookup lookup;
    private final JsonScanner scanner;
    private final JsonWalker walker = new JsonWalker();
    private final EventValue value = new EventValue();
    private final EventValue otherValue = new EventValue();
    private final long[] addressWords = new long[2];
    private final CandidateProbe probe;

    /** Of each predicate, the generation in which it was judged, and in the lowest bit how. */
    private final int[] known;

    private int generation;
    private @Nullable EventInput event;
    private @Nullable CloudEvent normalised;

    public Evaluation(Partition partition, Lists lists) {
        this.partition = partition;
        this.lookup = new ListLookup(lists, () -> normalised().getTime().toEpochMilli());
        this.scanner = new JsonScanner(partition.projection());
        this.known = new int[partition.predicates()];
        this.probe = new CandidateProbe(partition);
    }

    /**
     * Judges one event by all rules, in their order.
     *
     * @throws MalformedJsonException if the event cannot be read; no rule was then reported
     */
    public void run(EventInput input, VerdictSink sink) throws MalformedJsonException {
        scanner.scan(input.buffer(), input.offset(), input.length());
        begin(input);
        int candidates = probe.collect(this);
        for (int i = 0; i < candidates; i++) {
            PartitionRule rule = partition.rules().get(probe.candidate(i));
            if (rule.condition().test(this)) {
                sink.matched(rule.number(), new Verdict(rule, this));
            }
        }
        event = null;
        normalised = null;
    }

    /**
     * Explains what the partition's first rule makes of an event.
     *
     * @throws MalformedJsonException if the event cannot be read
     */
    public Explanation explain(EventInput input) throws MalformedJsonException {
        scanner.scan(input.buffer(), input.offset(), input.length());
        begin(input);
        Explanation explanation = partition.rules().get(0).condition().explain(this);
        event = null;
        normalised = null;
        return explanation;
    }

    private void begin(EventInput input) {
        event = input;
        value.forget();
        otherValue.forget();
        if (generation == LAST_GENERATION) {
            generation = 0;
            Arrays.fill(known, 0);
        }
        generation++;
    }

    Occurrences found() {
        return scanner.found();
    }

    byte[] buffer() {
        return input().buffer();
    }

    EventValue value() {
        return value;
    }

    /** For a test that reads a second field while it looks at a value of the first. */
    EventValue otherValue() {
        return otherValue;
    }

    long[] addressWords() {
        return addressWords;
    }

    CloudEvent normalised() {
        CloudEvent made = normalised;
        if (made == null) {
            made = input().normalised();
            normalised = made;
        }
        return made;
    }

    /** Asks of a folded text whether it stands in a list. */
    TextVisitor listedIn(String list) {
        return lookup.in(list);
    }

    /** Shows the texts of the whole event: every leaf, and every key if asked for. */
    boolean anyText(boolean keys, boolean fold, TextVisitor visitor) {
        EventInput input = input();
        return walker.anyLeaf(input.buffer(), input.offset(), input.offset() + input.length(), keys, fold, visitor);
    }

    boolean isKnown(int predicate) {
        return known[predicate] >>> 1 == generation;
    }

    boolean known(int predicate) {
        return (known[predicate] & 1) != 0;
    }

    boolean learn(int predicate, boolean holds) {
        known[predicate] = (generation << 1) | (holds ? 1 : 0);
        return holds;
    }

    private EventInput input() {
        if (event == null) {
            throw new IllegalStateException("No event is being judged.");
        }
        return event;
    }
}
