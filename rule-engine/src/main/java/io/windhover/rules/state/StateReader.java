package io.windhover.rules.state;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Reads what a {@link StateWriter} wrote. */
final class StateReader {
    private final byte[] bytes;
    private int position;

    /** @throws IllegalArgumentException if the state is of a version that this release does not know */
    StateReader(byte[] bytes) {
        StateHeader.check(bytes);
        this.bytes = bytes;
        this.position = StateHeader.BYTES;
    }

    private StateReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** Reads what stands somewhere within a state. */
    static StateReader part(byte[] bytes, int from) {
        return new StateReader(bytes, from);
    }

    /** All of the state. */
    byte[] bytes() {
        return bytes;
    }

    /** Passes over so many bytes, and says where they begin. */
    int skip(int count) {
        int from = position;
        if (count < 0 || count > bytes.length - from) {
            throw new IllegalArgumentException("the state ends too early");
        }
        position += count;
        return from;
    }

    long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[position++];
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    int count() {
        return Math.toIntExact(number());
    }

    long signed() {
        long value = number();
        return (value >>> 1) ^ -(value & 1);
    }

    long hash() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = (value << Byte.SIZE) | (bytes[position++] & 0xff);
        }
        return value;
    }

    double real() {
        return Double.longBitsToDouble(hash());
    }

    boolean flag() {
        return bytes[position++] != 0;
    }

    String uid() {
        return flag() ? new UUID(hash(), hash()).toString() : text();
    }

    String text() {
        int length = count();
        String text = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return text;
    }
}
