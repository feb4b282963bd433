package io.windhover.rules.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes a state's bytes: variable-length numbers, small ones in one byte, and texts in UTF-8 after their length. */
final class StateWriter {
    private static final int UUID_LENGTH = 36;

    private byte[] bytes = new byte[128];
    private int length;

    /** Begins a state with its header. */
    StateWriter(int expiresDay) {
        fixed(StateHeader.VERSION, 1);
        fixed(expiresDay, Integer.BYTES);
    }

    private StateWriter() {}

    /** Begins what is to stand within a state. */
    static StateWriter part() {
        return new StateWriter();
    }

    /** Bytes that were written before. */
    StateWriter part(byte[] from, int begin, int end) {
        ensure(end - begin);
        System.arraycopy(from, begin, bytes, length, end - begin);
        length += end - begin;
        return this;
    }

    int length() {
        return length;
    }

    /** A number of 0 or more is short when it is small. */
    StateWriter number(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            append((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        append((int) rest);
        return this;
    }

    /** A number near zero is short, a negative one too. */
    StateWriter signed(long value) {
        return number((value << 1) ^ (value >> 63));
    }

    StateWriter hash(long value) {
        fixed(value, Long.BYTES);
        return this;
    }

    StateWriter real(double value) {
        return hash(Double.doubleToRawLongBits(value));
    }

    StateWriter flag(boolean value) {
        append(value ? 1 : 0);
        return this;
    }

    StateWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        ensure(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    /** An event's id: most are UUIDs, which take 16 bytes and not 36. */
    StateWriter uid(String value) {
        UUID uuid = uuid(value);
        flag(uuid != null);
        return uuid == null ? text(value) : hash(uuid.getMostSignificantBits()).hash(uuid.getLeastSignificantBits());
    }

    /** Null for whatever would not come back as the same text. */
    private static @Nullable UUID uuid(String value) {
        if (value.length() != UUID_LENGTH) {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(value);
            return uuid.toString().equals(value) ? uuid : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private void fixed(long value, int count) {
        for (int i = count - 1; i >= 0; i--) {
            append((int) (value >>> (Byte.SIZE * i)));
        }
    }

    private void append(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
