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
    private final ByteText key = new ByteText();
    private final boolean[] skippedObjects = new boolean[MAX_DEPTH + 1];

    private byte[] buffer = {};
    private int begin;
    private int end;
    private boolean escaped;
    private boolean ascii;

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
        int start = space(offset);
        if (at(start) != '{') {
            throw malformed("Not a JSON object", start);
        }
        int after = space(object(start, Projection.ROOT, 1));
        if (after != end) {
            throw malformed("Something follows the object", after);
        }
    }

    private int value(int position, int node, int depth) throws MalformedJsonException {
        return switch (at(position)) {
            case '"' -> {
                int after = string(position + 1);
                keep(node, JsonType.STRING, position + 1, after - 1);
                yield after;
            }
            case '{' -> object(position, node, depth);
            case '[' -> array(position, node, depth);
            case 't' -> literal(position, node, "true", JsonType.TRUE);
            case 'f' -> literal(position, node, "false", JsonType.FALSE);
            case 'n' -> literal(position, node, "null", JsonType.NULL);
            default -> {
                int after = number(position);
                keep(node, JsonType.NUMBER, position, after);
                yield after;
            }
        };
    }

    private void keep(int node, JsonType type, int from, int to) {
        int slot = node == Projection.NONE ? Projection.NONE : projection.slot(node);
        if (slot != Projection.NONE) {
            boolean string = type == JsonType.STRING;
            found.add(slot, type, from, to, string && escaped, !string || ascii);
        }
    }

    private int object(int start, int node, int depth) throws MalformedJsonException {
        int position;
        if (node == Projection.NONE || !projection.hasChildren(node)) {
            position = skipContainer(start, depth);
        } else {
            position = members(start, node, depth);
        }
        keep(node, JsonType.OBJECT, start, position);
        return position;
    }

    private int members(int start, int node, int depth) throws MalformedJsonException {
        checkDepth(depth, start);
        int position = space(start + 1);
        if (at(position) == '}') {
            return position + 1;
        }
        while (true) {
            if (at(position) != '"') {
                throw malformed("Expected a key", position);
            }
            int keyStart = position + 1;
            int keyEnd = string(keyStart) - 1;
            int child = child(node, keyStart, keyEnd);
            position = value(colon(keyEnd + 1), child, depth + 1);
            position = space(position);
            byte next = at(position);
            if (next == '}') {
                return position + 1;
            } else if (next != ',') {
                throw malformed("Expected ',' or '}'", position);
            }
            position = space(position + 1);
        }
    }

    private int child(int node, int keyStart, int keyEnd) {
        if (!escaped) {
            return projection.child(node, buffer, keyStart, keyEnd);
        }
        TextDecoder.decode(buffer, keyStart, keyEnd, true, ascii, false, key);
        return projection.child(node, key.bytes(), key.from(), key.to());
    }

    private int array(int start, int node, int depth) throws MalformedJsonException {
        if (node == Projection.NONE) {
            return skipContainer(start, depth);
        }
        checkDepth(depth, start);
        int slot = projection.slot(node);
        int before = slot == Projection.NONE ? Occurrences.NONE : found.first(slot);
        int position = space(start + 1);
        boolean more = at(position) != ']';
        while (more) {
            position = space(value(position, node, depth + 1));
            byte next = at(position);
            if (next != ',' && next != ']') {
                throw malformed("Expected ',' or ']'", position);
            }
            more = next == ',';
            position = more ? space(position + 1) : position;
        }
        position++;
        if (slot != Projection.NONE && found.first(slot) != before) {
            found.add(slot, JsonType.ARRAY, start, position, false, true);
        }
        return position;
    }

    /** Over an object or array that holds nothing wanted, without recursion. */
    private int skipContainer(int start, int outerDepth) throws MalformedJsonException {
        int depth = outerDepth - 1;
        int position = start;
        while (true) {
            byte first = at(position);
            if (first == '"') {
                position = string(position + 1);
            } else if (first == '{' || first == '[') {
                depth++;
                checkDepth(depth, position);
                boolean object = first == '{';
                skippedObjects[depth] = object;
                position = space(position + 1);
                if (at(position) == (object ? '}' : ']')) {
                    depth--;
                    position++;
                } else {
                    position = object ? skipKey(position) : position;
                    continue;
                }
            } else {
                position = value(position, Projection.NONE, depth);
            }
            // Behind a value: close what ends here, then on to the next member.
            while (true) {
                if (depth < outerDepth) {
                    return position;
                }
                position = space(position);
                byte next = at(position++);
                if (next == ',') {
                    position = space(position);
                    position = skippedObjects[depth] ? skipKey(position) : position;
                    break;
                } else if (next != (skippedObjects[depth] ? '}' : ']')) {
                    throw malformed(
                            skippedObjects[depth] ? "Expected ',' or '}'" : "Expected ',' or ']'", position - 1);
                }
                depth--;
            }
        }
    }

    private int skipKey(int position) throws MalformedJsonException {
        if (at(position) != '"') {
            throw malformed("Expected a key", position);
        }
        return colon(string(position + 1));
    }

    private int colon(int position) throws MalformedJsonException {
        int colon = space(position);
        if (at(colon) != ':') {
            throw malformed("Expected ':'", colon);
        }
        return space(colon + 1);
    }

    /** From behind the opening quote to behind the closing one; notes whether there are escapes and non-ASCII bytes. */
    private int string(int start) throws MalformedJsonException {
        byte[] bytes = buffer;
        int limit = end;
        int position = start;
        long high = 0;
        boolean anyEscape = false;
        while (true) {
            byte stop;
            if (position + Long.BYTES <= limit) {
                long word = Words.at(bytes, position);
                long stops = Words.stops(word);
                if (stops == 0) {
                    high |= Words.nonAscii(word);
                    position += Long.BYTES;
                    continue;
                }
                high |= Words.nonAscii(word) & (Long.lowestOneBit(stops) - 1);
                position += Long.numberOfTrailingZeros(stops) >>> 3;
                stop = bytes[position];
            } else if (position < limit) {
                stop = bytes[position];
                high |= stop & 0x80;
            } else {
                throw malformed("The string does not end", position);
            }
            if (stop == '"') {
                escaped = anyEscape;
                ascii = high == 0;
                return position + 1;
            } else if (stop == '\\') {
                anyEscape = true;
                position = escape(position);
            } else if (stop >= 0 && stop < ' ') {
                throw malformed("A control character must be escaped", position);
            } else {
                position++;
            }
        }
    }

    private int escape(int position) throws MalformedJsonException {
        byte letter = at(position + 1);
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
            if (at(position + i) != word.charAt(i)) {
                throw malformed("Expected a value", position);
            }
        }
        int after = position + word.length();
        keep(node, type, position, after);
        return after;
    }

    private int number(int start) throws MalformedJsonException {
        int position = at(start) == '-' ? start + 1 : start;
        int digits = digits(position);
        if (digits == position) {
            throw malformed(position == start ? "Expected a value" : "Expected a digit", position);
        } else if (buffer[position] == '0' && digits > position + 1) {
            throw malformed("A number has no leading zeros", position);
        }
        position = digits;
        if (at(position) == '.') {
            position = someDigits(position + 1);
        }
        if ((at(position) | 0x20) == 'e') {
            byte sign = at(position + 1);
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
    private byte at(int position) {
        return position < end ? buffer[position] : 0;
    }

    private void checkDepth(int depth, int position) throws MalformedJsonException {
        if (depth > MAX_DEPTH) {
            throw malformed("Nested more than " + MAX_DEPTH + " levels deep", position);
        }
    }

    private MalformedJsonException malformed(String reason, int position) {
        return new MalformedJsonException(position >= end ? "The event ends too early" : reason, position - begin);
    }
}
