package io.windhover.rules.json;

import org.jspecify.annotations.Nullable;

/**
 * Where an event's strings begin and end: found beforehand, all in one pass of eight bytes at a time, so that no string has
 * to be searched for its end. Such a pass waits for nothing, while a search can begin only when the one before it has
 * ended (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019).
 *
 * <p>An event with a backslash or a control character in it, as few have, is gone over again, string by string. Reused from
 * event to event; five bytes a byte of the largest event. Not thread-safe.
 */
final class QuoteIndex {
    /** Stands behind the last quote: no place is it. */
    static final int NONE = Integer.MAX_VALUE;

    /** A member has four quotes: that many may be looked at behind the last one. */
    private static final int BEHIND = 4;

    private int[] places = new int[1024];
    private boolean ascii;
    private boolean escapes;
    private @Nullable String fault;
    private int faultPlace;

    /** Finds the strings between two offsets of a buffer. */
    void build(byte[] bytes, int from, int to) {
        if (places.length < to - from + BEHIND) {
            places = new int[to - from + (to - from) / 4 + BEHIND];
        }
        int[] found = places;
        int count = 0;
        long seen = 0;
        long special = 0;
        int position = from;
        for (; position + Long.BYTES <= to; position += Long.BYTES) {
            long word = Words.at(bytes, position);
            seen |= word;
            special |= Words.special(word);
            long quotes = Words.quotes(word);
            while (quotes != 0) {
                found[count++] = position + (Long.numberOfTrailingZeros(quotes) >>> 3);
                quotes &= quotes - 1;
            }
        }
        for (; position < to; position++) {
            byte b = bytes[position];
            seen |= b;
            if (b == '"') {
                found[count++] = position;
            } else if (b == '\\' || (b >= 0 && b < ' ')) {
                special = -1;
            }
        }
        ascii = Words.isAscii(seen);
        escapes = Words.isMarked(special);
        fault = null;
        end(escapes ? stringByString(bytes, from, to) : count);
    }

    private void end(int count) {
        for (int i = 0; i < BEHIND; i++) {
            places[count + i] = NONE;
        }
    }

    private int stringByString(byte[] bytes, int from, int to) {
        int count = 0;
        int position = from;
        while (position < to) {
            if (bytes[position] != '"') {
                position++;
                continue;
            }
            places[count++] = position;
            int close = close(bytes, position + 1, to);
            if (close == NONE) {
                return count;
            }
            places[count++] = close;
            position = close + 1;
        }
        return count;
    }

    /** The quote that ends a string, or {@link #NONE} and what keeps it from ending. */
    private int close(byte[] bytes, int from, int to) {
        int position = from;
        while (position < to) {
            if (position + Long.BYTES <= to) {
                long stops = Words.stops(Words.at(bytes, position));
                if (stops == 0) {
                    position += Long.BYTES;
                    continue;
                }
                position += Long.numberOfTrailingZeros(stops) >>> 3;
            }
            byte b = bytes[position];
            if (b == '"') {
                return position;
            } else if (b == '\\') {
                position = behindEscape(bytes, position, to);
                if (position == NONE) {
                    return NONE;
                }
            } else if (b >= 0 && b < ' ') {
                return fault("A control character must be escaped", position);
            } else {
                position++;
            }
        }
        return NONE;
    }

    private int behindEscape(byte[] bytes, int position, int to) {
        byte letter = position + 1 < to ? bytes[position + 1] : 0;
        if (letter == 'u') {
            boolean digits = position + 6 <= to && TextDecoder.hex(bytes, position + 2) >= 0;
            return digits ? position + 6 : fault("Expected four hexadecimal digits", position + 2);
        }
        return "\"\\/bfnrt".indexOf(letter) < 0 ? fault("Unknown escape", position + 1) : position + 2;
    }

    private int fault(String reason, int place) {
        fault = reason;
        faultPlace = place;
        return NONE;
    }

    /** The places of the quotes, in order, each string's two behind one another, and then {@link #NONE} four times. */
    int[] places() {
        return places;
    }

    /** Whether the event has no byte above ASCII. */
    boolean isAscii() {
        return ascii;
    }

    /** Whether a string may have escapes in it. */
    boolean hasEscapes() {
        return escapes;
    }

    /** What keeps the last string from ending, where it is not the event's end. */
    @Nullable
    String fault() {
        return fault;
    }

    int faultPlace() {
        return faultPlace;
    }
}
