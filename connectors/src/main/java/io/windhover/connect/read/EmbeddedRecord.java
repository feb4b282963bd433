package io.windhover.connect.read;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes the one JSON object out of a text that should hold nothing else. Not thread-safe. */
final class EmbeddedRecord {

    private final JsonScanner scanner = new JsonScanner();

    /** The object without the blanks around it; null where the text is anything else. */
    byte @Nullable [] of(byte[] text) {
        int start = 0;
        while (start < text.length && Sniffer.isSpace(text[start])) {
            start++;
        }
        if (start == text.length || text[start] != '{') {
            return null;
        }
        scanner.begin(true);
        boolean whole = scanner.scan(text, start, start, text.length) == JsonScanner.Status.DONE;
        return whole && scanner.error() == null && Sniffer.isBlank(text, scanner.at(), text.length)
                ? Arrays.copyOfRange(text, start, scanner.at())
                : null;
    }
}
