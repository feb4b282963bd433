package io.windhover.rules.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    private static final int HAS_VALUE = 4;
    /** Of the first byte: whether there is a mark, and that the window is written as it is today. */
    private static final int MARKED = 1;

    private static final int FORMAT = 2;
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
        int format = in.count();
        if ((format & FORMAT) == 0) {
            // Of an earlier build, and a few minutes of events: begun anew.
            return new Window(new ArrayList<>(), NEVER);
        }
        long mark = (format & MARKED) != 0 ? in.signed() : NEVER;
        String topic = in.text();
        int count = in.count();
        List<Entry> entries = new ArrayList<>(count + 1);
        long time = 0;
        for (int i = 0; i < count; i++) {
            time += in.signed();
            int flags = in.count();
            int rule = in.count();
            long value = (flags & HAS_VALUE) != 0 ? in.hash() : 0;
            EntryDetails details = EntryDetails.read(in, topic);
            entries.add(new Entry(time, rule, value, (flags & SILENT) != 0, (flags & FIRED) != 0, details));
        }
        return new Window(entries, mark);
    }

    byte[] write(int expiresDay) {
        if (entries.isEmpty() && mark == NEVER) {
            return Outcome.NOTHING;
        }
        StateWriter out = new StateWriter(expiresDay);
        out.number(FORMAT | (mark != NEVER ? MARKED : 0));
        if (mark != NEVER) {
            out.signed(mark);
        }
        out.text(topic());
        out.number(entries.size());
        long time = 0;
        for (Entry entry : entries) {
            out.signed(entry.time() - time)
                    .number((entry.silent() ? SILENT : 0)
                            | (entry.fired() ? FIRED : 0)
                            | (entry.value() != 0 ? HAS_VALUE : 0))
                    .number(entry.rule());
            if (entry.value() != 0) {
                out.hash(entry.value());
            }
            entry.details().write(out);
            time = entry.time();
        }
        return out.toBytes();
    }

    /** All evidence of one state comes from the events topic. */
    private String topic() {
        return entries.isEmpty() ? "" : entries.get(0).details().topic();
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

    /**
     * Keeps so many entries of each rule: what goes first is what stands in the middle of many of the same rule, since it
     * tells least of the order, and then the oldest.
     *
     * @param ends how many of one rule after the other are kept at either end of such a run
     */
    void keep(int most, int rules, int ends) {
        int[] count = new int[rules];
        entries.forEach(entry -> count[entry.rule()]++);
        for (int rule = 0; rule < rules; rule++) {
            if (count[rule] > most) {
                thin(rule, count[rule] - most, ends);
            }
        }
    }

    private void thin(int rule, int excess, int ends) {
        int rest = excess;
        for (int i = ends; i < entries.size() - ends && rest > 0; ) {
            if (isAmidst(rule, i, ends)) {
                entries.remove(i);
                rest--;
            } else {
                i++;
            }
        }
        for (int i = 0; i < entries.size() && rest > 0; ) {
            if (entries.get(i).rule() == rule) {
                entries.remove(i);
                rest--;
            } else {
                i++;
            }
        }
    }

    private boolean isAmidst(int rule, int index, int ends) {
        for (int i = index - ends; i <= index + ends; i++) {
            if (entries.get(i).rule() != rule) {
                return false;
            }
        }
        return true;
    }

    /** Removes every second entry of the older half: what is left still stands for the whole. */
    void halve() {
        for (int i = 0; i < entries.size() / 3; i++) {
            entries.remove(i);
        }
    }

    /**
     * Keeps what is shown of an event for the newest of each rule only; of older ones what finds the event again.
     *
     * @param shown how many, of all rules together
     */
    void keepEvidence(int rules, int shown) {
        int most = Math.max(LEAST_EVIDENCE, shown / rules);
        int[] seen = new int[rules];
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (++seen[entry.rule()] > most) {
                entries.set(i, entry.inBrief());
            }
        }
    }

    @Nullable
    Entry newest() {
        return entries.isEmpty() ? null : entries.get(entries.size() - 1);
    }
}
