package io.windhover.simulator.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.simulator.chance.Chance;
import java.time.LocalDate;
import java.util.Arrays;

/**
 * One line of JSON while it is written: bytes that grow. Spans of it can be marked as what identifies the event, so that
 * the identifier needs to become a text only where somebody wants it. Not thread-safe.
 */
public final class Line {
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
    private static final long DAY = 86_400_000;
    private static final int MOST_SPANS = 3;

    private byte[] bytes = new byte[512];
    private int length;
    private final int[] spans = new int[2 * MOST_SPANS];
    private int spanEnds;

    private long datedDay = Long.MIN_VALUE;
    private byte[] date = {};

    /** Empty again. */
    public Line clear() {
        length = 0;
        spanEnds = 0;
        return this;
    }

    /** The bytes; those behind {@link #length} are rubbish, and all of them change with the next line. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many of the bytes count. */
    public int length() {
        return length;
    }

    /** The bytes that count, for good. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    /** Bytes as they are. */
    public Line raw(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
        return this;
    }

    /** Text inside quotes: what JSON cannot hold is escaped. */
    public Line text(String text) {
        ensure(6 * text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                escaped(c);
            } else if (c == '"' || c == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = (byte) c;
            } else if (c < ' ') {
                escaped(c);
            } else {
                bytes[length++] = (byte) c;
            }
        }
        return this;
    }

    private void escaped(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[c >> shift & 15];
        }
    }

    /** A number in decimal digits. */
    public Line number(long number) {
        ensure(20);
        if (number < 0) {
            bytes[length++] = '-';
        }
        long rest = Math.abs(number);
        int digits = 1;
        for (long ten = 10; digits < 19 && rest >= ten; ten *= 10) {
            digits++;
        }
        padded(rest, digits);
        return this;
    }

    /** A random UUID. */
    public Line uuid(Chance chance) {
        ensure(36);
        long high = (chance.bits() & ~0xF000L) | 0x4000L;
        long low = (chance.bits() & ~0xC000_0000_0000_0000L) | 0x8000_0000_0000_0000L;
        digits(high >>> 32, 8);
        bytes[length++] = '-';
        digits(high >>> 16, 4);
        bytes[length++] = '-';
        digits(high, 4);
        bytes[length++] = '-';
        digits(low >>> 48, 4);
        bytes[length++] = '-';
        digits(low, 12);
        return this;
    }

    /** So many random hexadecimal digits, 16 at most. */
    public Line hex(Chance chance, int count) {
        ensure(count);
        digits(chance.bits(), count);
        return this;
    }

    /** An instant as {@code 2026-10-05T08:00:00Z}, with so many digits of a second's fraction: 0, 3, 6 or 7. */
    public Line time(long millis, int fraction) {
        ensure(32);
        long day = Math.floorDiv(millis, DAY);
        if (day != datedDay) {
            datedDay = day;
            date = LocalDate.ofEpochDay(day).toString().getBytes(UTF_8);
        }
        System.arraycopy(date, 0, bytes, length, date.length);
        length += date.length;
        int ofDay = (int) (millis - day * DAY);
        bytes[length++] = 'T';
        padded(ofDay / 3_600_000, 2);
        bytes[length++] = ':';
        padded(ofDay / 60_000 % 60, 2);
        bytes[length++] = ':';
        padded(ofDay / 1_000 % 60, 2);
        if (fraction > 0) {
            bytes[length++] = '.';
            padded(ofDay % 1_000, 3);
            for (int i = 3; i < fraction; i++) {
                bytes[length++] = '0';
            }
        }
        bytes[length++] = 'Z';
        return this;
    }

    /** What follows, until {@link #endMark}, belongs to what identifies the event. */
    public Line mark() {
        spans[spanEnds] = length;
        return this;
    }

    /** Ends a marked span. */
    public Line endMark() {
        spans[spanEnds + 1] = length;
        spanEnds += 2;
        return this;
    }

    /** A span that stands already belongs to what identifies the event. */
    public Line mark(int from, int end) {
        spans[spanEnds] = from;
        spans[spanEnds + 1] = end;
        spanEnds += 2;
        return this;
    }

    /** Belongs to what identifies the event without standing in it. */
    public Line markOutside(byte[] text) {
        int end = length;
        raw(text);
        mark(end, length);
        length = end;
        return this;
    }

    /** What identifies the event: the marked spans with a bar between them. */
    public String marked() {
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < spanEnds; i += 2) {
            if (i > 0) {
                marked.append('|');
            }
            marked.append(new String(bytes, spans[i], spans[i + 1] - spans[i], UTF_8));
        }
        return marked.toString();
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, UTF_8);
    }

    private void padded(long number, int digits) {
        long rest = number;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void digits(long value, int count) {
        for (int shift = 4 * (count - 1); shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(int) (value >>> shift) & 15];
        }
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
