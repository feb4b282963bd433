package io.windhover.rules.json;

/**
 * Where an event's quotes, backslashes and control characters stand: found beforehand, all in one pass of eight bytes at a
 * time, so that no string has to be searched for its end. Such a pass waits for nothing, while a search can begin only
 * when the one before it has ended (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019).
 *
 * <p>A character right behind a stop may be taken for one although it is none (see {@link Words#stops}): who looks at a
 * place looks at the byte. Reused from event to event; four bytes a stop of the event that had most. Not thread-safe.
 */
final class StopIndex {
    private int[] places = new int[1024];
    private boolean ascii;

    /** Finds the stops between two offsets of a buffer. */
    void build(byte[] bytes, int from, int to) {
        if (places.length <= to - from + Long.BYTES) {
            places = new int[(to - from) * 2];
        }
        int[] found = places;
        int count = 0;
        long seen = 0;
        int position = from;
        for (; position + Long.BYTES <= to; position += Long.BYTES) {
            long word = Words.at(bytes, position);
            seen |= word;
            long stops = Words.stops(word);
            while (stops != 0) {
                found[count++] = position + (Long.numberOfTrailingZeros(stops) >>> 3);
                stops &= stops - 1;
            }
        }
        for (; position < to; position++) {
            byte b = bytes[position];
            seen |= b;
            if (b == '"' || b == '\\' || (b >= 0 && b < ' ')) {
                found[count++] = position;
            }
        }
        found[count] = to;
        ascii = Words.nonAscii(seen) == 0;
    }

    /** The places of the stops, in order, and behind them that of the event's end. */
    int[] places() {
        return places;
    }

    /** Whether the event has no byte above ASCII. */
    boolean isAscii() {
        return ascii;
    }
}
