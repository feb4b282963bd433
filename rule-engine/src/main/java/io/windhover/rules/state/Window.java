package io.windhover.rules.state;

import io.windhover.schemas.Evidence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The observations that a window keeps, in canonical order, each once, and up to where they have been judged. Mutable, for
 * the time of one call.
 */
final class Window {
    /** Nothing has been judged yet. */
    static final long NEVER = Long.MIN_VALUE;

    private static final int SILENT = 1;
    private static final int FIRED = 2;
    private static final int EVIDENCE = 4;
    private static final int CARRIED = 8;
    private static final int SUBJECT = 16;
    private static final int MOST_EVIDENCE = 32;
    private static final int LEAST_EVIDENCE = 4;

    private final List<Entry> entries;
    /** Event time in milliseconds up to which windows have been judged, or the begin of the open one: see the folds. */
    private long mark;

    private Window(List<Entry> entries, long mark) {
        this.entries = entries;
        this.mark = mark;
    }

    static Window read(byte[] state) {
        if (state.length == 0) {
            return new Window(new ArrayList<>(), NEVER);
        }
        StateReader in = new StateReader(state);
        long mark = in.flag() ? in.signed() : NEVER;
        String topic = in.text();
        int count = in.count();
        List<Entry> entries = new ArrayList<>(count + 1);
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += in.signed();
            entries.add(entry(in, time, topic));
        }
        return new Window(entries, mark);
    }

    private static Entry entry(StateReader in, long time, String topic) {
        int flags = in.count();
        long event = in.hash();
        int rule = in.count();
        long value = in.flag() ? in.hash() : 0;
        Map<String, String> carried = Map.of();
        if ((flags & CARRIED) != 0) {
            carried = new HashMap<>();
            for (int i = in.count(); i > 0; i--) {
                carried.put(in.text(), in.text());
            }
        }
        Evidence evidence = null;
        if ((flags & EVIDENCE) != 0) {
            evidence = new Evidence(
                    in.text(),
                    Instant.ofEpochMilli(time),
                    Instant.ofEpochMilli(time + in.signed()),
                    topic,
                    in.count() - 1,
                    in.signed(),
                    in.text());
        }
        Subject subject = (flags & SUBJECT) == 0 ? null : Subject.read(in);
        return new Entry(
                time, event, rule, value, (flags & SILENT) != 0, (flags & FIRED) != 0, carried, evidence, subject);
    }

    byte[] write(int expiresDay) {
        if (entries.isEmpty() && mark == NEVER) {
            return Outcome.NOTHING;
        }
        StateWriter out = new StateWriter(expiresDay);
        out.flag(mark != NEVER);
        if (mark != NEVER) {
            out.signed(mark);
        }
        out.text(topic());
        out.number(entries.size());
        long time = 0;
        for (Entry entry : entries) {
            out.signed(entry.time() - time);
            time = entry.time();
            write(entry, out);
        }
        return out.toBytes();
    }

    private static void write(Entry entry, StateWriter out) {
        Evidence evidence = entry.evidence();
        Subject subject = entry.subject();
        out.number((entry.silent() ? SILENT : 0)
                | (entry.fired() ? FIRED : 0)
                | (evidence == null ? 0 : EVIDENCE)
                | (entry.carried().isEmpty() ? 0 : CARRIED)
                | (subject == null ? 0 : SUBJECT));
        out.hash(entry.event()).number(entry.rule()).flag(entry.value() != 0);
        if (entry.value() != 0) {
            out.hash(entry.value());
        }
        if (!entry.carried().isEmpty()) {
            out.number(entry.carried().size());
            entry.carried().forEach((name, text) -> out.text(name).text(text));
        }
        if (evidence != null) {
            out.text(evidence.getUid())
                    .signed(evidence.getIngestTime().toEpochMilli() - entry.time())
                    .number(evidence.getPartition() + 1)
                    .signed(evidence.getOffset())
                    .text(evidence.getSummary());
        }
        if (subject != null) {
            subject.write(out);
        }
    }

    /** All evidence of one state comes from the events topic. */
    private String topic() {
        return entries.stream()
                .map(Entry::evidence)
                .filter(evidence -> evidence != null)
                .map(Evidence::getTopic)
                .findFirst()
                .orElse("");
    }

    /** Puts an entry in its place, which is returned; or −1 where it is there already. */
    int insert(Entry entry) {
        int at = Collections.binarySearch(entries, entry, Entry.CANONICAL);
        if (at >= 0) {
            return -1;
        }
        entries.add(-at - 1, entry);
        return -at - 1;
    }

    int size() {
        return entries.size();
    }

    Entry get(int index) {
        return entries.get(index);
    }

    void hasFired(int index) {
        entries.set(index, entries.get(index).hasFired());
    }

    List<Entry> entries() {
        return Collections.unmodifiableList(entries);
    }

    /** The first entry at or after a time. */
    int firstFrom(long time) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).time() < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    long mark() {
        return mark;
    }

    void mark(long time) {
        mark = time;
    }

    /** Forgets what is before a time. */
    void dropBefore(long time) {
        entries.subList(0, firstFrom(time)).clear();
    }

    void remove(int index) {
        entries.remove(index);
    }

    void set(int index, Entry entry) {
        entries.set(index, entry);
    }

    /** Keeps so many entries of each rule, the newest. */
    void keepNewest(int most, int rules) {
        for (int rule = 0; rule < rules; rule++) {
            int seen = 0;
            for (int i = entries.size() - 1; i >= 0; i--) {
                if (entries.get(i).rule() == rule && ++seen > most) {
                    entries.remove(i);
                }
            }
        }
    }

    /**
     * Keeps what is shown of an event for the newest of each rule only.
     *
     * @param brief whether of older ones is kept what finds them again: they may be the ones to tell of later
     */
    void keepEvidence(int rules, boolean brief) {
        int most = Math.max(LEAST_EVIDENCE, MOST_EVIDENCE / rules);
        int[] seen = new int[rules];
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.evidence() != null && ++seen[entry.rule()] > most) {
                entries.set(i, brief ? entry.inBrief() : entry.withoutEvidence());
            }
        }
    }

    @Nullable
    Entry newest() {
        return entries.isEmpty() ? null : entries.get(entries.size() - 1);
    }
}
