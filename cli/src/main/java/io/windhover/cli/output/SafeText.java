package io.windhover.cli.output;

/**
 * Text from logs and from rule files, made safe to print. Whoever writes a log decides what stands in it: control
 * characters would steer the reader's terminal, formatting characters would turn its text around.
 */
public final class SafeText {
    private static final int REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /** One line: every character that is not printed as itself is replaced. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** Several lines: line feeds and tabs stay. */
    public static String lines(String text) {
        return clean(text, true);
    }

    /** One line of at most so many code points, with an ellipsis where it was cut. */
    public static String line(String text, int longest) {
        int points = text.codePointCount(0, Math.min(text.length(), 2 * longest + 2));
        if (points <= longest) {
            return line(text);
        }
        return line(text.substring(0, text.offsetByCodePoints(0, longest - 1))) + "\u2026";
    }

    private static String clean(String text, boolean keepLines) {
        int clean = 0;
        while (clean < text.length() && isPlain(text.charAt(clean))) {
            clean++;
        }
        if (clean == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean kept = keepLines && (c == '\n' || c == '\t');
            out.appendCodePoint(kept || isPrinted(c) ? c : REPLACEMENT);
        });
        return out.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~';
    }

    private static boolean isPrinted(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
