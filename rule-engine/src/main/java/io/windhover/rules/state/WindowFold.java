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
        return observe(before, List.of(observation), watermark).get(0);
    }

    /** The window is read and written once, however many are put into it. */
    @Override
    public final List<Outcome> observe(byte[] before, List<Observation> observations, long watermark) {
        Window window = null;
        boolean changed = false;
        List<Taken> taken = new ArrayList<>(observations.size());
        for (Observation observation : observations) {
            Integer rule = rules.get(observation.getMatchedUid());
            if (rule == null || observation.getKind() != ObservationKind.EVENT || !isTaken(observation)) {
                taken.add(Taken.NOTHING);
                continue;
            }
            window = window == null ? Window.read(before) : window;
            Entry entry = entry(observation, rule);
            int at = window.insert(entry);
            if (at < 0) {
                taken.add(Taken.NOTHING);
                continue;
            }
            taken.add(take(window, at, new Cause(observation.getGroup(), entry), watermark));
            trim(window);
            changed = true;
        }
        byte[] after = window == null || !changed ? before : written(window);
        return taken.stream().map(each -> each.outcome(after)).toList();
    }

    @Override
    public final Outcome due(byte[] before, long watermark) {
        if (before.length == 0) {
            return Outcome.unchanged(before);
        }
        Window window = Window.read(before);
        Taken taken = pass(window, watermark);
        trim(window);
        return taken.outcome(written(window));
    }

    /** What came of an observation or of progress. */
    record Taken(List<Fired> fired, long due) {
        static final Taken NOTHING = of(List.of());

        static Taken of(List<Fired> fired) {
            return new Taken(fired, Outcome.NEVER);
        }

        Outcome outcome(byte[] state) {
            return new Outcome(state, due, fired, List.of());
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

    private byte[] written(Window window) {
        window.keepEvidence(ruleCount, firesLater ? SHOWN_LATER : SHOWN);
        Entry newest = window.newest();
        long last = newest == null ? window.mark() : newest.time();
        return window.write(StateHeader.expiry(last, KEEP.plusMillis(2 * span)));
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
