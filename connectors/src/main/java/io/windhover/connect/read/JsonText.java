package io.windhover.connect.read;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Crosses quoted text of JSON that arrives in pieces, and checks its escapes and its UTF-8.
 *
 * <p>Text is crossed eight bytes at a time: a word holds nothing special unless one of its bytes is a quote, a
 * backslash, below 0x20 or above 0x7F, and the subtractions below raise the high bit of the first such byte exactly.
 */
final class JsonText {

    enum Status {
        /** Its closing quote was crossed. */
        CLOSED,
        /** The bytes ended first. */
        MORE,
        /** The line ended first: text never spans lines, so the closing quote is missing. */
        UNCLOSED
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long SPACES = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';

    private int at;
    private @Nullable String error;
    private int errorAt;

    /** Where crossing stopped. */
    int at() {
        return at;
    }

    /** What was wrong first in the bytes that were crossed last; null where nothing was. */
    @Nullable
    String error() {
        return error;
    }

    /** Where the error stands in the bytes. */
    int errorAt() {
        return errorAt;
    }

    /** Crosses text from behind its opening quote, or on from where it stopped, up to and with its closing quote. */
    Status cross(byte[] bytes, int from, int limit) {
        error = null;
        int p = from;
        while (true) {
            p = special(bytes, p, limit);
            if (p >= limit) {
                return stop(p, Status.MORE);
            }
            byte b = bytes[p];
            if (b == '"') {
                return stop(p + 1, Status.CLOSED);
            }
            if (b == '\n') {
                remember("the closing quote of a text is missing", p);
                return stop(p, Status.UNCLOSED);
            }
            int length = b == '\\' ? escape(bytes, p, limit) : b < 0 ? Utf8.sequence(bytes, p, limit) : 1;
            if (length == 0) {
                return stop(p, Status.MORE);
            }
            if (length < 0) {
                remember(b == '\\' ? "a wrong escape stands" : "bytes that are not UTF-8 stand", p);
                length = 1;
            } else if (b >= 0 && b < ' ') {
                remember("a bare control character stands", p);
            }
            p += length;
        }
    }

    /** The first byte that is special, or one less than eight bytes before the limit that may be. */
    private static int special(byte[] bytes, int from, int limit) {
        int p = from;
        while (p <= limit - Long.BYTES) {
            long word = (long) LONGS.get(bytes, p);
            long special =
                    ((word - SPACES) | word | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES)) & HIGH_BITS;
            if (special != 0) {
                return p + (Long.numberOfTrailingZeros(special) >>> 3);
            }
            p += Long.BYTES;
        }
        return p;
    }

    private Status stop(int where, Status status) {
        at = where;
        return status;
    }

    /** Keeps the first error; what follows it is a consequence. */
    private void remember(String what, int where) {
        if (error == null) {
            error = what;
            errorAt = where;
        }
    }

    /** Bytes of an escape; 0 where its end is not there yet, −1 where it is none. */
    private static int escape(byte[] bytes, int p, int limit) {
        if (p + 1 >= limit) {
            return 0;
        }
        switch (bytes[p + 1]) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return 2;
            }
            case 'u' -> {
                for (int i = p + 2; i < p + 6; i++) {
                    if (i >= limit) {
                        return 0;
                    }
                    if (Character.digit(bytes[i], 16) < 0) {
                        return -1;
                    }
                }
                return 6;
            }
            default -> {
                return -1;
            }
        }
    }
}
