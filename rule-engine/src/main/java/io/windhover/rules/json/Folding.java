package io.windhover.rules.json;

import java.nio.charset.StandardCharsets;

/**
 * Makes texts that differ only in case equal: code point by code point, upper case and then lower case by Unicode's
 * simple mappings, as {@link String#equalsIgnoreCase} does; no locale, no change of the number of code points.
 */
public final class Folding {
    private Folding() {}

    public static int fold(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(Folding::fold).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Folded where case does not count. */
    public static byte[] bytes(String text, boolean cased) {
        return (cased ? text : fold(text)).getBytes(StandardCharsets.UTF_8);
    }

    /** For bytes from 0 to 127. */
    static byte foldAscii(byte b) {
        return (byte) (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b);
    }
}
