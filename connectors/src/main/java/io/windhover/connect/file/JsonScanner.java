package io.windhover.connect.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds the end of one JSON object in bytes that arrive in pieces, and checks on the way that it is valid JSON in
 * valid UTF-8 (RFC 8259): so a record is looked at once to be split from its neighbours and to be trusted afterwards.
 *
 * <p>Text is crossed eight bytes at a time: a word holds nothing special unless one of its bytes is a quote, a
 * backslash, below 0x20 or above 0x7F, and the subtractions below raise the high bit of the first such byte exactly.
 *
 * <p>Offsets that it hands out count from the object's first byte, so that the caller may move the bytes.
 */
final class JsonScanner {

    /** Deeper nesting is refused; real logs stay below 50. */
    static final int MAX_DEPTH = 256;

    enum Status {
        /** The object is complete. */
        DONE,
        /** The bytes ended first. */
        MORE,
        /** Not JSON; see {@link #error}. */
        BROKEN,
        /** Stands behind the opening bracket of a list of records. */
        LIST
    }

    private enum Expect {
        KEY_OR_CLOSE,
        KEY,
        COLON,
        VALUE,
        VALUE_OR_CLOSE,
        COMMA_OR_CLOSE
    }

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long SPACES = ONES * ' ';
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final int LONGEST_NUMBER = 1_000;

    private final EnvelopeKeys envelope = new EnvelopeKeys();
    private final boolean[] isObject = new boolean[MAX_DEPTH + 1];

    private boolean insideList;
    private Expect expect = Expect.VALUE;
    private int depth;
    private boolean inText;
    private long keyStart;
    private boolean onlyBrackets;
    private int newlines;
    private long origin;
    private @Nullable String error;
    private int at;

    /**
     * Begins a new object.
     *
     * @param insideList whether it stands in a list. Brackets then lead to its end even where it is broken; outside,
     *     the caller goes on at the next line
     */
    void begin(boolean insideList) {
        this.insideList = insideList;
        expect = Expect.VALUE;
        depth = 0;
        inText = false;
        onlyBrackets = false;
        newlines = 0;
        origin = 0;
        error = null;
        envelope.clear();
    }

    /** Goes on in the object around a list of records, behind the list's closing bracket. */
    void resumeBehindList() {
        expect = Expect.COMMA_OR_CLOSE;
        depth = 1;
        newlines = 0;
        envelope.clear();
    }

    /** What is wrong with the object; null where nothing is. */
    @Nullable
    String error() {
        return error;
    }

    /** Line ends seen inside the object. */
    int newlines() {
        return newlines;
    }

    /** Where the last scan stopped, in the buffer it was given. */
    int at() {
        return at;
    }

    EnvelopeKeys envelope() {
        return envelope;
    }

    /**
     * Scans on. After {@link Status#MORE} it is called again with the same place in the bytes, now followed by more.
     *
     * @param start where in the buffer the object begins; negative where its first bytes were dropped
     * @param from where the last scan stopped
     */
    Status scan(byte[] bytes, long start, int from, int limit) {
        at = from;
        origin = start;
        while (true) {
            if (inText && !text(bytes, limit)) {
                if (inText) {
                    return Status.MORE;
                }
                if (!insideList) {
                    return Status.BROKEN;
                }
                continue;
            }
            if (at >= limit) {
                return Status.MORE;
            }
            byte next = bytes[at];
            if (next == '\n') {
                newlines++;
                at++;
            } else if (next == ' ' || next == '\r' || next == '\t') {
                at++;
            } else if (onlyBrackets) {
                if (bracketsClosed(next)) {
                    return Status.DONE;
                }
            } else {
                Status status = token(bytes, next, limit);
                if (status != null) {
                    return status;
                }
            }
        }
    }

    /** Crosses one token; null to go on. */
    private @Nullable Status token(byte[] bytes, byte next, int limit) {
        switch (expect) {
            case COMMA_OR_CLOSE -> {
                if (next == ',') {
                    at++;
                    expect = isObject[depth] ? Expect.KEY : Expect.VALUE;
                    return null;
                }
                if (next == (isObject[depth] ? '}' : ']')) {
                    return close();
                }
                return fail("a comma or a closing bracket should stand");
            }
            case KEY_OR_CLOSE, KEY -> {
                if (next == '"') {
                    at++;
                    inText = true;
                    keyStart = at - origin;
                    return null;
                }
                if (next == '}' && expect == Expect.KEY_OR_CLOSE) {
                    return close();
                }
                return fail("a quoted name should stand");
            }
            case COLON -> {
                if (next == ':') {
                    at++;
                    expect = Expect.VALUE;
                    return null;
                }
                return fail("a colon should stand");
            }
            default -> {
                if (next == ']' && expect == Expect.VALUE_OR_CLOSE) {
                    return close();
                }
                return value(bytes, next, limit);
            }
        }
    }

    private @Nullable Status value(byte[] bytes, byte next, int limit) {
        switch (next) {
            case '"' -> {
                at++;
                inText = true;
                expect = Expect.COMMA_OR_CLOSE;
                return null;
            }
            case '{', '[' -> {
                return open(next == '{');
            }
            case 't' -> {
                return literal(bytes, "true", limit);
            }
            case 'f' -> {
                return literal(bytes, "false", limit);
            }
            case 'n' -> {
                return literal(bytes, "null", limit);
            }
            default -> {
                return next == '-' || (next >= '0' && next <= '9')
                        ? number(bytes, limit)
                        : fail("a value should stand");
            }
        }
    }

    private @Nullable Status open(boolean object) {
        if (depth == MAX_DEPTH) {
            return fail("nesting deeper than " + MAX_DEPTH + " levels stands");
        }
        if (depth == 1) {
            if (object) {
                envelope.objectOpens((int) (at - origin));
            } else if (!insideList && envelope.holdsRecords()) {
                at++;
                return Status.LIST;
            }
        }
        at++;
        isObject[++depth] = object;
        expect = object ? Expect.KEY_OR_CLOSE : Expect.VALUE_OR_CLOSE;
        return null;
    }

    private @Nullable Status close() {
        at++;
        depth--;
        expect = Expect.COMMA_OR_CLOSE;
        if (depth == 1) {
            envelope.closed((int) (at - origin));
        }
        return depth == 0 ? Status.DONE : null;
    }

    private boolean bracketsClosed(byte next) {
        at++;
        switch (next) {
            case '"' -> inText = true;
            case '{', '[' -> depth++;
            case '}', ']' -> depth--;
            default -> {}
        }
        return depth == 0;
    }

    private @Nullable Status literal(byte[] bytes, String word, int limit) {
        int present = Math.min(word.length(), limit - at);
        for (int i = 0; i < present; i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return fail("a value should stand");
            }
        }
        if (present < word.length()) {
            return Status.MORE;
        }
        at += word.length();
        expect = Expect.COMMA_OR_CLOSE;
        return null;
    }

    private @Nullable Status number(byte[] bytes, int limit) {
        int end = at;
        while (end < limit && JsonNumber.mayHold(bytes[end])) {
            end++;
        }
        if (end - at > LONGEST_NUMBER || (end < limit && !JsonNumber.isOne(bytes, at, end))) {
            return fail("a number should stand");
        }
        if (end == limit) {
            return Status.MORE;
        }
        at = end;
        expect = Expect.COMMA_OR_CLOSE;
        return null;
    }

    /** Crosses text up to and with its closing quote; false where the bytes ended first or the text broke off. */
    private boolean text(byte[] bytes, int limit) {
        int p = at;
        while (true) {
            while (p <= limit - Long.BYTES) {
                long word = (long) LONGS.get(bytes, p);
                long special =
                        ((word - SPACES) | word | ((word ^ QUOTES) - ONES) | ((word ^ BACKSLASHES) - ONES)) & HIGH_BITS;
                if (special != 0) {
                    p += Long.numberOfTrailingZeros(special) >>> 3;
                    break;
                }
                p += Long.BYTES;
            }
            if (p >= limit) {
                at = p;
                return false;
            }
            byte b = bytes[p];
            if (b == '"') {
                inText = false;
                at = p + 1;
                textEnds(bytes, p, limit);
                return true;
            }
            if (b == '\n') {
                // Text never spans lines: the closing quote is missing.
                inText = false;
                at = p;
                remember("the closing quote of a text is missing", p);
                onlyBrackets = insideList;
                return false;
            }
            int length = b == '\\' ? escape(bytes, p, limit) : b < 0 ? Utf8.sequence(bytes, p, limit) : 1;
            if (length == 0) {
                at = p;
                return false;
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

    /** Takes the colon or comma that nearly always follows along with the text, which spares a round for each. */
    private void textEnds(byte[] bytes, int quote, int limit) {
        if (onlyBrackets) {
            return;
        }
        byte next = at < limit ? bytes[at] : 0;
        if (expect == Expect.COMMA_OR_CLOSE) {
            if (next == ',') {
                at++;
                expect = isObject[depth] ? Expect.KEY : Expect.VALUE;
            }
            return;
        }
        long start = origin + keyStart;
        if (depth == 1 && start >= 0) {
            envelope.key(bytes, (int) start, quote - (int) start);
        }
        at += next == ':' ? 1 : 0;
        expect = next == ':' ? Expect.VALUE : Expect.COLON;
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

    /** Keeps the first error; what follows it is a consequence. */
    private void remember(String what, int where) {
        if (error == null) {
            error = "not valid JSON: " + what + " at byte " + (where - origin + 1) + " of the record";
        }
    }

    private @Nullable Status fail(String what) {
        remember(what, at);
        if (insideList) {
            onlyBrackets = true;
            return null;
        }
        return Status.BROKEN;
    }
}
