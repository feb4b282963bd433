package io.windhover.rules.eval;

import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.JsonType;
import io.windhover.rules.json.JsonWalker;
import io.windhover.rules.json.Numbers;
import io.windhover.rules.json.Occurrences;
import io.windhover.rules.json.TextDecoder;
import io.windhover.rules.json.TextVisitor;
import java.nio.charset.StandardCharsets;

/**
 * One value of a field while it is tested; reused for the next. It decodes only what a test asks for, and keeps the last
 * folded text, because several tests often look at the same value.
 */
final class EventValue {
    private static final byte[] NOTHING = {};

    private final ByteText exact = new ByteText();
    private final ByteText folded = new ByteText();
    private final JsonWalker walker = new JsonWalker();

    private byte[] buffer = NOTHING;
    private int start;
    private int end;
    private JsonType type = JsonType.NULL;
    private boolean escaped;
    private boolean ascii;
    private boolean foldedReady;

    /** Call when the buffer's bytes may have changed. */
    void forget() {
        buffer = NOTHING;
        foldedReady = false;
    }

    void set(byte[] bytes, Occurrences found, int occurrence) {
        int from = found.start(occurrence);
        int to = found.end(occurrence);
        foldedReady = foldedReady && bytes == buffer && from == start && to == end;
        buffer = bytes;
        start = from;
        end = to;
        type = found.type(occurrence);
        escaped = found.escaped(occurrence);
        ascii = found.ascii(occurrence);
    }

    /** A value that does not stand in the event. */
    void set(byte[] utf8, JsonType newType) {
        buffer = utf8;
        start = 0;
        end = utf8.length;
        type = newType;
        escaped = false;
        ascii = false;
        foldedReady = false;
    }

    void set(String text) {
        set(text.getBytes(StandardCharsets.UTF_8), JsonType.STRING);
    }

    JsonType type() {
        return type;
    }

    /** Whether the buffer has escapes in it, so that its bytes are not the text's. */
    boolean isEscaped() {
        return escaped;
    }

    byte[] buffer() {
        return buffer;
    }

    /** Where it stands in the buffer. */
    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** A scalar's text as written; null, objects and arrays have none and must not be asked. */
    ByteText text() {
        TextDecoder.decode(buffer, start, end, escaped, ascii, false, exact);
        return exact;
    }

    String string() {
        return type.isContainer() ? compact(false).toString() : text().toString();
    }

    /**
     * Shows the texts that a string in a rule is compared with: a scalar's own, a number's canonical form too where it
     * differs, a container's compact JSON text and, of an object, its leaves (an array's are values themselves).
     *
     * @param containers whether objects and arrays have a text
     * @return whether the visitor had enough
     */
    boolean anyText(boolean fold, boolean containers, TextVisitor visitor) {
        return switch (type) {
            case NULL -> false;
            case NUMBER -> Numbers.anyText(buffer, start, end, fold, exact, visitor);
            case STRING, TRUE, FALSE -> visitor.visit(fold ? folded() : text());
            case ARRAY -> containers && visitor.visit(compact(fold));
            case OBJECT ->
                containers
                        && (visitor.visit(compact(fold)) || walker.anyLeaf(buffer, start, end, false, fold, visitor));
        };
    }

    private ByteText folded() {
        if (!foldedReady) {
            TextDecoder.decode(buffer, start, end, escaped, ascii, true, folded);
            foldedReady = true;
        }
        return folded;
    }

    private ByteText compact(boolean fold) {
        foldedReady = false;
        JsonWalker.compact(buffer, start, end, fold, folded);
        return folded;
    }
}
