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

    private static final String ESCAPES = "\"\\/bfnrt";

    private final Projection projection;
    private final Occurrences found;
    private final StopIndex stops = new StopIndex();
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
        stops.build(bytes, offset, end);
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
     * Reads the event's object, and gives where it ends. One loop with its state in local variables, and keys and values
     * each with a look for their end: as methods that call each other, or with one such look, it takes half as long again.
     */
    private int object(int start) throws MalformedJsonException {
        byte[] bytes = buffer;
        int limit = end;
        int[] places = stops.places();
        int stop = 0;
        int depth = 0;
        int node = Projection.ROOT;
        int position = start;
        boolean key = false;
        while (true) {
            if (key) {
                if (at(bytes, position, limit) != '"') {
                    throw malformed("Expected a key", position);
                }
                while (places[stop] < position) {
                    stop++;
                }
                int close = places[stop + 1];
                stop += 2;
                boolean plain = close < limit && bytes[close] == '"';
                if (!plain) {
                    stop = behindString(stop - 1);
                    close = places[stop - 1];
                }
                if (node != Projection.NONE) {
                    node = child(node, position + 1, close, plain);
                }
                position = at(bytes, close + 1, limit) == ':' ? close + 2 : behindColon(close + 1);
                if (at(bytes, position, limit) <= ' ') {
                    position = space(position);
                }
            }
            byte first = at(bytes, position, limit);
            if (first == '"') {
                while (places[stop] < position) {
                    stop++;
                }
                int close = places[stop + 1];
                stop += 2;
                boolean plain = close < limit && bytes[close] == '"';
                if (!plain) {
                    stop = behindString(stop - 1);
                    close = places[stop - 1];
                }
                if (node != Projection.NONE) {
                    keep(node, JsonType.STRING, position + 1, close, !plain);
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

    private int child(int node, int from, int to, boolean plain) {
        if (plain) {
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
            case 't' -> literal(position, node, "true", JsonType.TRUE);
            case 'f' -> literal(position, node, "false", JsonType.FALSE);
            case 'n' -> literal(position, node, "null", JsonType.NULL);
            default -> {
                int after = number(position);
                keep(node, JsonType.NUMBER, position, after, false);
                yield after;
            }
        };
    }

    private void keep(int node, JsonType type, int from, int to, boolean escaped) {
        int slot = node == Projection.NONE ? Projection.NONE : projection.slot(node);
        if (slot != Projection.NONE) {
            boolean ascii = stops.isAscii() || type != JsonType.STRING || Words.isAscii(buffer, from, to);
            found.add(slot, type, from, to, escaped, ascii);
        }
    }

    /** The stop behind a string with an escape in it, or with what only looks like a stop, from its first stop. */
    private int behindString(int first) throws MalformedJsonException {
        int[] places = stops.places();
        int stop = first;
        while (true) {
            int position = places[stop++];
            if (position == end) {
                throw malformed("The string does not end", position);
            }
            byte b = buffer[position];
            if (b == '"') {
                return stop;
            } else if (b == '\\') {
                int after = escape(position);
                while (places[stop] < after) {
                    stop++;
                }
            } else if (b >= 0 && b < ' ') {
                throw malformed("A control character must be escaped", position);
            }
        }
    }

    private int escape(int position) throws MalformedJsonException {
        byte letter = at(buffer, position + 1, end);
        if (letter == 'u') {
            if (position + 6 > end || TextDecoder.hex(buffer, position + 2) < 0) {
                throw malformed("Expected four hexadecimal digits", position + 2);
            }
            return position + 6;
        }
        if (ESCAPES.indexOf(letter) < 0) {
            throw malformed("Unknown escape", position + 1);
        }
        return position + 2;
    }

    private int literal(int position, int node, String word, JsonType type) throws MalformedJsonException {
        for (int i = 1; i < word.length(); i++) {
            if (at(buffer, position + i, end) != word.charAt(i)) {
                throw malformed("Expected a value", position);
            }
        }
        int after = position + word.length();
        keep(node, type, position, after, false);
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
