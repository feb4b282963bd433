package io.windhover.connect.read;

import org.jspecify.annotations.Nullable;

/**
 * Finds the end of one JSON object in bytes that arrive in pieces, and checks on the way that it is valid JSON in
 * valid UTF-8 (RFC 8259): so a record is looked at once to be split from its neighbours and to be trusted afterwards.
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

    private static final int LONGEST_NUMBER = 1_000;

    private final JsonText text = new JsonText();
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
            if (inText) {
                Status status = text(bytes, limit);
                if (status != null) {
                    return status;
                }
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

    /** Crosses text; null to go on. */
    private @Nullable Status text(byte[] bytes, int limit) {
        JsonText.Status crossed = text.cross(bytes, at, limit);
        at = text.at();
        if (text.error() != null) {
            remember(text.error(), text.errorAt());
        }
        if (crossed == JsonText.Status.MORE) {
            return Status.MORE;
        }
        inText = false;
        if (crossed == JsonText.Status.CLOSED) {
            textEnds(bytes, at - 1, limit);
            return null;
        }
        onlyBrackets = insideList;
        return insideList ? null : Status.BROKEN;
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
