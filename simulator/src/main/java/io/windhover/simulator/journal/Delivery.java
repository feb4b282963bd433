package io.windhover.simulator.journal;

import io.windhover.simulator.chance.Chance;
import java.io.IOException;
import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * Delivers events as clouds do: not in the order in which things were done, and some of them twice. What is held back
 * stands in memory and is bounded: beyond the bound the next event due is delivered early. Not thread-safe.
 */
public final class Delivery implements EventSink {
    private static final long MOST_BYTES = 128L << 20;

    /** One event in this many takes far longer than usual. */
    private static final double SLOW = 0.02;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Parcel(long due, long order, Log log, long time, byte[] bytes) implements Comparable<Parcel> {
        @Override
        public int compareTo(Parcel other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
        }
    }

    private final EventSink sink;
    private final Chance chance;
    private final long mostDelay;
    private final double duplicates;
    private final PriorityQueue<Parcel> held = new PriorityQueue<>();
    private long heldBytes;
    private long parcels;

    /**
     * Delivers to a sink.
     *
     * @param mostDelay how late an event may be, in milliseconds; 0 for in order
     * @param duplicates the share of events that are delivered again
     */
    public Delivery(EventSink sink, Chance chance, long mostDelay, double duplicates) {
        this.sink = sink;
        this.chance = chance;
        this.mostDelay = mostDelay;
        this.duplicates = duplicates;
    }

    @Override
    public void accept(Log log, long time, byte[] bytes, int length) throws IOException {
        deliverUntil(time);
        byte[] copy = Arrays.copyOf(bytes, length);
        hold(log, time, copy);
        if (chance.happens(duplicates)) {
            hold(log, time, copy);
        }
        while (heldBytes > MOST_BYTES) {
            deliverNext();
        }
    }

    @Override
    public void finish() throws IOException {
        while (!held.isEmpty()) {
            deliverNext();
        }
        sink.finish();
    }

    private void hold(Log log, long time, byte[] bytes) {
        held.add(new Parcel(time + delay(log), parcels++, log, time, bytes));
        heldBytes += bytes.length;
    }

    private long delay(Log log) {
        if (mostDelay == 0) {
            return 0;
        }
        long delay = chance.happens(SLOW) ? chance.between(0, mostDelay) : chance.gap((double) log.usualDelay());
        return Math.min(delay, mostDelay);
    }

    private void deliverUntil(long now) throws IOException {
        while (!held.isEmpty() && held.peek().due() <= now) {
            deliverNext();
        }
    }

    private void deliverNext() throws IOException {
        Parcel next = held.remove();
        heldBytes -= next.bytes().length;
        sink.accept(next.log(), next.time(), next.bytes(), next.bytes().length);
    }
}
