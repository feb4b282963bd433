package io.windhover.cli.report;

import io.windhover.cli.output.SafeText;

/** Text as XML 1.0 can hold it: section 2.2 knows characters that no escape makes legal. */
final class XmlText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LAST_ASCII = 0x7F;

    private XmlText() {}

    /** For an element: lines stay. */
    static String lines(String text) {
        return legal(SafeText.lines(text));
    }

    /** For an attribute, in which readers make a space of a line feed. */
    static String line(String text) {
        return legal(SafeText.line(text.replaceAll("\\s+", " ")));
    }

    /** A finished document with all that is not ASCII as character references, so that it means the same in any locale. */
    static String ascii(String document) {
        StringBuilder out = new StringBuilder(document.length());
        document.codePoints().forEach(c -> {
            if (c <= LAST_ASCII) {
                out.append((char) c);
            } else {
                out.append("&#x").append(Integer.toHexString(c)).append(';');
            }
        });
        return out.toString();
    }

    private static String legal(String text) {
        return text.replace('\uFFFE', REPLACEMENT).replace('\uFFFF', REPLACEMENT);
    }
}
