package io.windhover.simulator.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * JSON that is the same in every event but for some values. It is written down with {@code '} for the quotes and {@code ~0}
 * to {@code ~9} for the values, and cut into bytes once. Immutable and thread-safe.
 */
public final class Template {
    /** JSON's null. */
    public static final Template NULL = of("null");

    private final byte[][] pieces;

    /** The value behind each piece but the last. */
    private final int[] values;

    private Template(byte[][] pieces, int[] values) {
        this.pieces = pieces;
        this.values = values;
    }

    /** For example <code>{'userName': '~0'}</code>; blanks around colons and commas stay out of the event. */
    public static Template of(String text) {
        // Blanks inside a value stay: no value holds a quote next to them.
        String json =
                text.replace("\n", "").replace("': ", "':").replace(", '", ",'").replace('\'', '"');
        List<byte[]> pieces = new ArrayList<>();
        List<Integer> values = new ArrayList<>();
        int from = 0;
        for (int slot = json.indexOf('~'); slot >= 0; slot = json.indexOf('~', from)) {
            pieces.add(json.substring(from, slot).getBytes(UTF_8));
            values.add(json.charAt(slot + 1) - '0');
            from = slot + 2;
        }
        pieces.add(json.substring(from).getBytes(UTF_8));
        return new Template(
                pieces.toArray(byte[][]::new), values.stream().mapToInt(i -> i).toArray());
    }

    /** Writes it with its values. */
    public void write(Line line, String... arguments) {
        for (int i = 0; i < values.length; i++) {
            line.raw(pieces[i]).text(arguments[values[i]]);
        }
        line.raw(pieces[values.length]);
    }

    /** With values that do not change any more. */
    public byte[] bytes(String... arguments) {
        Line line = new Line();
        write(line, arguments);
        return line.copy();
    }
}
