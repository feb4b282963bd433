package io.windhover.rules.json;

/**
 * Reads one JSON object, from its UTF-8 bytes, in one pass, and keeps where the values of a {@link Projection}'s fields
 * stand. Values are decoded later and only if somebody asks.
 *
 * <p>Checked: the whole of RFC 8259's grammar, also in what is skipped (so an event is either read whole or refused), and
 * that nothing follows the object. Not checked: whether strings are UTF-8, and whether surrogates come in pairs; see
 * {@link TextDecoder}. Bounded: {@value #MAX_DEPTH} levels.
 *
 * <p>A field's path goes through arrays, to every member. An array in a field's place gives its members, arrays in it
 * likewise, and itself unless it has none. Not thread-safe.
 */
public final class JsonScanner {
    /** How deep objects and arrays may nest: more than logs do, and little enough for any thread's stack. */
    public static final int MAX_DEPTH = 256;

    private static final long TRUE = Words.of("true");
    private static final long FALSE = Words.of("false");
    private static final long NULL = Words.of("null");

    private final Projection projection;
    private final Occurrences found;
    private final QuoteIndex quotes = new QuoteIndex();
    private final ByteText key = new ByteText();
    private final int[] nodes = new int[MAX_DEPTH + 1];
    private final boolean[] objects = new boolean[MAX_DEPTH + 1];
    private final int[] starts = new int[MAX_DEPTH + 1];
    private final int[] before = new int[MAX_DEPTH + 1];

    private byte[] buffer = {};
    private int begin;
    private int end;

    public JsonScanner(Projection projection) {
        this.projection = projection;
        this.found = new Occurrences(projection.slots());
    }

    /** What the last scan found; offsets are into its buffer. */
    public Occurrences found() {
        return found;
    }

    /**
     * Scans an event.
     *
     * @throws MalformedJsonException at the first byte that is not as it must be; what was found is then undefined
     */
    public void scan(byte[] bytes, int offset, int length) throws MalformedJsonException {
        buffer = bytes;
        begin = offset;
        end = offset + length;
        found.clear();
        quotes.build(bytes, offset, end);
        int start = space(offset);
        if (at(buffer, start, end) != '{') {
            throw malformed("Not a JSON object", start);
        }
        int after = space(object(start));
        if (after != end) {
            throw malformed("Something follows the object", after);
        }
    }

    /**
     * Reads the event's object, and gives where it ends. One loop with its state in local variables: as methods that call
     * each other it takes half as long again.
     */
    private int object(int start) throws MalformedJsonException {
        byte[] bytes = buffer;
        int limit = end;
        int[] places = quotes.places();
        int quote = 0;
        int depth = 0;
        int node = Projection.ROOT;
        int position = start;
        boolean key = false;
        while (true) {
            if (key) {
                int close = places[quote + 1];
                if (places[quote] != position) {
                    throw malformed("Expected a key", position);
                } else if (close == QuoteIndex.NONE) {
                    throw endless();
                }
                int child = node == Projection.NONE ? node : child(node, position + 1, close);
                int value = places[quote + 2];
                int behind = places[quote + 3];
                // Most members are texts without a blank between them.
                if (value == close + 2 && bytes[close + 1] == ':' && behind != QuoteIndex.NONE) {
                    if (child != Projection.NONE) {
                        keep(child, value + 1, behind);
                    }
                    quote += 4;
                    position = behind + 2;
                    if (places[quote] == position && bytes[behind + 1] == ',') {
                        continue;
                    }
                    position = behind + 1;
                    node = Projection.NONE;
                } else {
                    quote += 2;
                    node = child;
                    position = at(bytes, close + 1, limit) == ':' ? close + 2 : behindColon(close + 1);
                    key = false;
                }
            }
            if (!key) {
                if (at(bytes, position, limit) <= ' ') {
                    position = space(position);
                }
                byte first = at(bytes, position, limit);
                if (first == '"') {
                    int close = places[quote + 1];
                    if (close == QuoteIndex.NONE) {
                        throw endless();
                    }
                    quote += 2;
                    if (node != Projection.NONE) {
                        keep(node, position + 1, close);
                    }
                    position = close + 1;
                } else if (first == '{' || first == '[') {
                    key = first == '{';
                    depth++;
                    open(depth, node, key, position);
                    position = space(position + 1);
                    if (at(bytes, position, limit) != (key ? '}' : ']')) {
                        continue;
                    }
                    position++;
                    close(depth--, position);
                } else {
                    position = scalar(first, position, node);
                }
            }
            // Behind a value: close what ends here, then on to the next member.
            while (true) {
                if (depth == 0) {
                    return position;
                }
                if (at(bytes, position, limit) <= ' ') {
                    position = space(position);
                }
                byte next = at(bytes, position, limit);
                position++;
                key = objects[depth];
                if (next == ',') {
                    break;
                } else if (next != (key ? '}' : ']')) {
                    throw malformed(key ? "Expected ',' or '}'" : "Expected ',' or ']'", position - 1);
                }
                close(depth--, position);
            }
            if (at(bytes, position, limit) <= ' ') {
                position = space(position);
            }
            node = nodes[depth];
        }
    }

    private int behindColon(int start) throws MalformedJsonException {
        int colon = space(start);
        if (at(buffer, colon, end) != ':') {
            throw malformed("Expected ':'", colon);
        }
        return colon + 1;
    }

    private int child(int node, int from, int to) {
        if (!quotes.hasEscapes() || !Words.hasBackslash(buffer, from, to)) {
            return projection.child(node, buffer, from, to);
        }
        TextDecoder.decode(buffer, from, to, true, false, false, key);
        return projection.child(node, key.bytes(), key.from(), key.to());
    }

    private void open(int depth, int node, boolean object, int position) throws MalformedJsonException {
        if (depth > MAX_DEPTH) {
            throw malformed("Nested more than " + MAX_DEPTH + " levels deep", position);
        }
        nodes[depth] = node;
        objects[depth] = object;
        starts[depth] = position;
        int slot = node == Projection.NONE ? Projection.NONE : projection.slot(node);
        before[depth] = slot == Projection.NONE ? Occurrences.NONE : found.first(slot);
    }

    private void close(int depth, int after) {
        int node = nodes[depth];
        int slot = node == Projection.NONE ? Projection.NONE : projection.slot(node);
        if (slot != Projection.NONE && (objects[depth] || found.first(slot) != before[depth])) {
            found.add(slot, objects[depth] ? JsonType.OBJECT : JsonType.ARRAY, starts[depth], after, false, true);
        }
    }

    private int scalar(byte first, int position, int node) throws MalformedJsonException {
        return switch (first) {
            case 't' -> literal(position, node, TRUE, 4, JsonType.TRUE);
            case 'f' -> literal(position, node, FALSE, 5, JsonType.FALSE);
            case 'n' -> literal(position, node, NULL, 4, JsonType.NULL);
            default -> {
                int after = number(position);
                keep(node, JsonType.NUMBER, position, after);
                yield after;
            }
        };
    }

    /** Keeps a string. */
    private void keep(int node, int from, int to) {
        int slot = projection.slot(node);
        if (slot != Projection.NONE) {
            boolean escaped = quotes.hasEscapes() && Words.hasBackslash(buffer, from, to);
            boolean ascii = quotes.isAscii() || Words.isAscii(buffer, from, to);
            found.add(slot, JsonType.STRING, from, to, escaped, ascii);
        }
    }

    /** Keeps what is no string. */
    private void keep(int node, JsonType type, int from, int to) {
        int slot = node == Projection.NONE ? Projection.NONE : projection.slot(node);
        if (slot != Projection.NONE) {
            found.add(slot, type, from, to, false, true);
        }
    }

    private MalformedJsonException endless() {
        String fault = quotes.fault();
        return fault == null ? malformed("The string does not end", end) : malformed(fault, quotes.faultPlace());
    }

    private int literal(int position, int node, long word, int length, JsonType type) throws MalformedJsonException {
        int after = position + length;
        if (after > end || Words.first(buffer, position, after) != word) {
            throw malformed("Expected a value", position);
        }
        keep(node, type, position, after);
        return after;
    }

    private int number(int start) throws MalformedJsonException {
        int position = at(buffer, start, end) == '-' ? start + 1 : start;
        int digits = digits(position);
        if (digits == position) {
            throw malformed(position == start ? "Expected a value" : "Expected a digit", position);
        } else if (buffer[position] == '0' && digits > position + 1) {
            throw malformed("A number has no leading zeros", position);
        }
        position = digits;
        if (at(buffer, position, end) == '.') {
            position = someDigits(position + 1);
        }
        if ((at(buffer, position, end) | 0x20) == 'e') {
            byte sign = at(buffer, position + 1, end);
            position = someDigits(sign == '+' || sign == '-' ? position + 2 : position + 1);
        }
        return position;
    }

    private int someDigits(int start) throws MalformedJsonException {
        int after = digits(start);
        if (after == start) {
            throw malformed("Expected a digit", start);
        }
        return after;
    }

    private int digits(int start) {
        int position = start;
        while (position < end && buffer[position] >= '0' && buffer[position] <= '9') {
            position++;
        }
        return position;
    }

    private int space(int start) {
        int position = start;
        while (position < end) {
            byte b = buffer[position];
            if (b > ' ' || (b != ' ' && b != '\n' && b != '\r' && b != '\t')) {
                return position;
            }
            position++;
        }
        return position;
    }

    /** The byte there, or 0 behind the end, which fits nowhere. */
    private static byte at(byte[] bytes, int position, int limit) {
        return position < limit ? bytes[position] : 0;
    }

    private MalformedJsonException malformed(String reason, int position) {
        return new MalformedJsonException(position >= end ? "The event ends too early" : reason, position - begin);
    }
}
