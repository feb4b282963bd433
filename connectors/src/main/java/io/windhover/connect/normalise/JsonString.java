package io.windhover.connect.normalise;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The text between two quotes of JSON. */
final class JsonString {

    private static final int ESCAPED_UNIT = "\\u0000".length();

    private JsonString() {}

    /** Whether anything in the text is written as an escape. */
    static boolean isEscaped(byte[] bytes, int from, int end) {
        for (int i = from; i < end; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The text without its escapes; an escape that is none stays as it stands. */
    static String decode(byte[] bytes, int from, int end) {
        String written = new String(bytes, from, end - from, UTF_8);
        int escape = written.indexOf('\\');
        if (escape < 0) {
            return written;
        }
        StringBuilder text = new StringBuilder(written.length());
        int copied = 0;
        while (escape >= 0 && escape + 1 < written.length()) {
            text.append(written, copied, escape);
            copied = escape + 2;
            char kind = written.charAt(escape + 1);
            switch (kind) {
                case 'n' -> text.append('\n');
                case 't' -> text.append('\t');
                case 'r' -> text.append('\r');
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'u' -> copied = unit(written, escape, text);
                default -> text.append(kind);
            }
            escape = written.indexOf('\\', copied);
        }
        return text.append(written, copied, written.length()).toString();
    }

    /** Appends a UTF-16 code unit in hexadecimal digits, and says where what follows it begins. */
    private static int unit(String written, int escape, StringBuilder text) {
        int end = escape + ESCAPED_UNIT;
        int unit = 0;
        for (int i = escape + 2; i < end; i++) {
            int digit = i < written.length() ? Character.digit(written.charAt(i), 16) : -1;
            if (digit < 0) {
                text.append("\\u");
                return escape + 2;
            }
            unit = unit << 4 | digit;
        }
        text.append((char) unit);
        return end;
    }
}
