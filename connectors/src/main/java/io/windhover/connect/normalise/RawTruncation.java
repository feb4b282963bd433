package io.windhover.connect.normalise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes an event that is too large to be kept smaller, so that it stays valid JSON and as many of its fields as possible
 * stay whole: its longest texts are cut to one length. Where it is large by its number of values instead, what
 * does not fit is left out and the brackets are closed.
 */
final class RawTruncation {

    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(256)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** Text below this length is never cut. */
    private static final int SHORTEST_CUT = 64;

    /** Around a name and its value at most: two pairs of quotes, a colon, a comma. */
    private static final int PUNCTUATION = 6;

    /** Jackson writes what lies beyond 16 bits as two escapes. */
    private static final int ESCAPED_PAIR = 12;

    private final int maxBytes;

    RawTruncation(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** At most {@code maxBytes} of valid JSON. */
    byte[] truncate(byte[] buffer, int offset, int length) throws IOException {
        List<Integer> lengths = new ArrayList<>();
        int others = measure(buffer, offset, length, lengths);
        int textLength = longestThatFits(lengths, others);
        ByteArrayOutputStream out = new ByteArrayOutputStream(maxBytes);
        try (JsonParser json = JSON.createParser(buffer, offset, length);
                JsonGenerator target = JSON.createGenerator(out)) {
            copy(json, target, textLength);
        }
        return out.toByteArray();
    }

    /** Adds each text's length, and gives the bytes of everything else; both as {@link #copy} counts them. */
    private static int measure(byte[] buffer, int offset, int length, List<Integer> lengths) throws IOException {
        long others = 0;
        try (JsonParser json = JSON.createParser(buffer, offset, length)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    lengths.add((int) bytes(json.getText()));
                    others += PUNCTUATION;
                } else if (!token.isStructEnd()) {
                    others += bytes(token.isStructStart() ? "" : json.getText());
                    others += token == JsonToken.FIELD_NAME ? 0 : PUNCTUATION;
                }
            }
        }
        return (int) Math.min(others, Integer.MAX_VALUE);
    }

    private int longestThatFits(List<Integer> lengths, int others) {
        int low = SHORTEST_CUT;
        int high = maxBytes;
        while (low < high) {
            int middle = low + (high - low + 1) / 2;
            long total = others
                    + lengths.stream()
                            .mapToLong(length -> Math.min(length, middle))
                            .sum();
            if (total <= maxBytes) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private void copy(JsonParser json, JsonGenerator target, int textLength) throws IOException {
        long left = maxBytes;
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            if (token.isStructEnd()) {
                // Paid for when the bracket was opened.
                target.copyCurrentEvent(json);
                continue;
            }
            String name = token == JsonToken.FIELD_NAME ? json.currentName() : null;
            JsonToken value = name == null ? token : json.nextToken();
            String text = value.isStructStart() ? "" : fitting(json.getText(), textLength);
            long cost = PUNCTUATION + bytes(text) + (name == null ? 0 : bytes(name));
            if (cost > left) {
                json.skipChildren();
                continue;
            }
            left -= cost;
            if (name != null) {
                target.writeFieldName(fitting(name, Integer.MAX_VALUE));
            }
            if (value == JsonToken.VALUE_STRING) {
                target.writeString(text);
            } else {
                target.copyCurrentEvent(json);
            }
        }
    }

    /** As much of the text as is written in so many bytes; a surrogate without its other half cannot be written. */
    private static String fitting(String text, int maxBytes) {
        StringBuilder fitting = new StringBuilder(Math.min(text.length(), maxBytes));
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            bytes += bytes(point);
            if (bytes > maxBytes) {
                break;
            }
            boolean lone = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            fitting.appendCodePoint(lone ? '?' : point);
            i += Character.charCount(point);
        }
        return fitting.toString();
    }

    private static long bytes(String text) {
        return text.codePoints().mapToLong(RawTruncation::bytes).sum();
    }

    /** Bytes of a character in JSON text, at most. */
    private static int bytes(int point) {
        if (point < ' ') {
            return 6;
        }
        if (point == '"' || point == '\\') {
            return 2;
        }
        return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : ESCAPED_PAIR;
    }
}
