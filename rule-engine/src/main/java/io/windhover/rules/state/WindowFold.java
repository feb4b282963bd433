package io.windhover.rules.state;

import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A fold that keeps the observations of a span. What it keeps beyond the span is bounded by the watermark, since no event
 * that counts comes from before it.
 */
abstract class WindowFold implements Fold {
    private static final int MOST_RELATED = 31;
    /** Of so many is kept what is shown of them. */
    private static final int SHOWN = 32;
    /** The same where what is judged is as old as the grace. */
    private static final int SHOWN_LATER = 128;
    /** So long is kept what no watermark told to be past: longer than any partition should be behind. */
    private static final Duration KEEP = Duration.ofDays(2);

    final long span;
    private final Map<String, Integer> rules = new HashMap<>();
    private final int ruleCount;
    private final boolean firesLater;

    /**
     * Keeps a span.
     *
     * @param uids of the rules that are looked at, in their order
     * @param firesLater whether it fires later than an event comes
     */
    WindowFold(Duration span, List<String> uids, boolean firesLater) {
        this.span = span.toMillis();
        this.firesLater = firesLater;
        this.ruleCount = uids.size();
        for (int i = 0; i < uids.size(); i++) {
            rules.put(uids.get(i), i);
        }
    }

    @Override
    public final Outcome observe(byte[] before, Observation observation, long watermark) {
        Integer rule = rules.get(observation.getMatchedUid());
        if (rule == null || observation.getKind() != ObservationKind.EVENT || !isTaken(observation)) {
            return Outcome.unchanged(before);
        }
        Window window = Window.read(before);
        Entry entry = entry(observation, rule);
        int at = window.insert(entry);
        if (at < 0) {
            return Outcome.unchanged(before);
        }
        Taken taken = take(window, at, new Cause(observation.getGroup(), entry), watermark);
        return finish(window, taken);
    }

    @Override
    public final Outcome due(byte[] before, long watermark) {
        if (before.length == 0) {
            return Outcome.unchanged(before);
        }
        Window window = Window.read(before);
        return finish(window, pass(window, watermark));
    }

    /** What came of an observation or of progress. */
    record Taken(List<Fired> fired, long due) {
        static Taken of(List<Fired> fired) {
            return new Taken(fired, Outcome.NEVER);
        }
    }

    /**
     * The observation at hand.
     *
     * @param entry as the window keeps it
     */
    record Cause(List<String> group, Entry entry) {}

    /** Judges with the entry that has just been put in its place. */
    abstract Taken take(Window window, int at, Cause cause, long watermark);

    /** Judges what progress makes certain. */
    Taken pass(Window window, long watermark) {
        return Taken.of(List.of());
    }

    /** What of an observation's values is kept: a hash or a number's bits. */
    long value(Observation observation) {
        return 0;
    }

    boolean isTaken(Observation observation) {
        return true;
    }

    /** Bounds what is kept. */
    abstract void trim(Window window);

    final int ruleCount() {
        return ruleCount;
    }

    private Outcome finish(Window window, Taken taken) {
        trim(window);
        window.keepEvidence(ruleCount, firesLater ? SHOWN_LATER : SHOWN);
        Entry newest = window.newest();
        long last = newest == null ? window.mark() : newest.time();
        int expires = StateHeader.expiry(last, KEEP.plusMillis(2 * span));
        return new Outcome(window.write(expires), taken.due(), taken.fired(), List.of());
    }

    private Entry entry(Observation observation, int rule) {
        Evidence evidence = observation.getEvidence();
        return new Entry(
                evidence.getTime().toEpochMilli(),
                rule,
                value(observation),
                observation.getSilent(),
                false,
                EntryDetails.of(
                        evidence, observation.getCarried(), firesLater ? Subject.of(observation.getEvent()) : null));
    }

    /**
     * That the window is true which ends with an entry.
     *
     * @param shown the entries that make it true, the deciding one perhaps among them
     */
    static Fired fired(String message, Entry deciding, List<Entry> shown, List<Reason> reasons, List<String> group) {
        Evidence evidence = deciding.evidence();
        Subject subject = deciding.subject();
        List<Evidence> related = new ArrayList<>();
        for (Entry entry : shown) {
            if (!entry.uid().equals(evidence.getUid())) {
                related.add(entry.evidence());
            }
        }
        return new Fired(
                message,
                evidence,
                related.subList(Math.max(0, related.size() - MOST_RELATED), related.size()),
                reasons,
                group,
                List.of(),
                carried(deciding, shown),
                deciding.silent(),
                subject == null ? null : subject.event(evidence));
    }

    /** What the newest event carries that carries it. */
    private static Map<String, String> carried(Entry deciding, List<Entry> shown) {
        Map<String, String> carried = new HashMap<>();
        shown.forEach(entry -> carried.putAll(entry.carried()));
        carried.putAll(deciding.carried());
        return carried;
    }
}
