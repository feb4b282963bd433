package io.windhover.simulator.agenda;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to be done when: the queue of a discrete-event simulation. Steps run in the order of their times, those of one
 * time in the order in which they were put down. Not thread-safe.
 */
public final class Agenda {
    private record Entry(long time, long order, Step step) {}

    private static final Comparator<Entry> IN_ORDER =
            (a, b) -> a.time() != b.time() ? Long.compare(a.time(), b.time()) : Long.compare(a.order(), b.order());

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(1_024, IN_ORDER);
    private long now = Long.MIN_VALUE;
    private long puts;

    /** Something that somebody does; it may put further steps down. */
    @FunctionalInterface
    public interface Step {
        /** Does it at its time, given in milliseconds since 1970. */
        void run(long now);
    }

    /**
     * Puts a step down.
     *
     * @param time milliseconds since 1970; what should have been done before now is done now
     */
    public void at(long time, Step step) {
        entries.add(new Entry(Math.max(time, now), puts++, step));
    }

    /** Runs the next step; false where none is left before the end. */
    public boolean next(long end) {
        Entry next = entries.peek();
        if (next == null || next.time() >= end) {
            return false;
        }
        entries.poll();
        now = next.time();
        next.step().run(now);
        return true;
    }

    /** The time of the step that ran last. */
    public long now() {
        return now;
    }
}
