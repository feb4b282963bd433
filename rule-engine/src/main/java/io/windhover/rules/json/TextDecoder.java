package io.windhover.rules.json;

/**
 * Decodes the inside of a JSON string, folds its case, and writes it as JSON again, each as asked. Bytes that are not
 * UTF-8 and surrogates without their other half become U+FFFD.
 */
public final class TextDecoder {
    private static final int REPLACEMENT = 0xFFFD;
    /** U+FFFD takes three bytes and may stand for one. */
    private static final int MOST_GROWTH = 3;

    private TextDecoder() {}

    /** The text of a string's inside, in {@code out}; a view of the buffer where nothing is to be changed. */
    public static void decode(
            byte[] buffer, int from, int to, boolean escaped, boolean ascii, boolean fold, ByteText out) {
        if (ascii && !escaped && !fold) {
            out.view(buffer, from, to);
            return;
        }
        out.start(room(from, to));
        if (ascii && !escaped) {
            out.appendFoldedAscii(buffer, from, to);
        } else {
            append(buffer, from, to, escaped, fold, false, out);
        }
    }

    static int room(int from, int to) {
        return MOST_GROWTH * (to - from);
    }

    /**
     * Appends a string's inside.
     *
     * @param escaped whether a backslash begins an escape
     * @param json whether to write it as the inside of a JSON string, with RFC 8785's escapes
     */
    static void append(byte[] buffer, int from, int to, boolean escaped, boolean fold, boolean json, ByteText out) {
        int i = from;
        while (i < to) {
            int codePoint;
            byte b = buffer[i];
            if (b == '\\' && escaped) {
                codePoint = escape(buffer, i);
                i += buffer[i + 1] != 'u' ? 2 : codePoint >= 0x10000 ? 12 : 6;
                codePoint = isSurrogate(codePoint) ? REPLACEMENT : codePoint;
            } else if (b >= 0) {
                codePoint = b;
                i++;
            } else {
                codePoint = multibyte(buffer, i, to);
                i += codePoint < 0 ? 1 : width(codePoint);
                codePoint = codePoint < 0 ? REPLACEMENT : codePoint;
            }
            codePoint = fold ? Folding.fold(codePoint) : codePoint;
            if (json) {
                appendEscaped(codePoint, out);
            } else {
                out.appendCodePoint(codePoint);
            }
        }
    }

    private static int escape(byte[] buffer, int at) {
        byte letter = buffer[at + 1];
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(buffer, at);
            default -> letter;
        };
    }

    /** The code point of one escape, or of two that make a pair. The scanner has checked their digits. */
    private static int unicode(byte[] buffer, int at) {
        int unit = hex(buffer, at + 2);
        boolean followed = Character.isHighSurrogate((char) unit)
                && at + 11 < buffer.length
                && buffer[at + 6] == '\\'
                && buffer[at + 7] == 'u';
        if (followed) {
            int second = hex(buffer, at + 8);
            if (second >= 0 && Character.isLowSurrogate((char) second)) {
                return Character.toCodePoint((char) unit, (char) second);
            }
        }
        return unit;
    }

    /** Four hexadecimal digits; negative if they are not. */
    static int hex(byte[] buffer, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = buffer[i] < 0 ? -1 : Character.digit(buffer[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** The code point that begins here; negative if the bytes are not UTF-8. */
    private static int multibyte(byte[] buffer, int at, int to) {
        int lead = buffer[at] & 0xff;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        if (lead < 0xC2 || lead > 0xF4 || at + length > to) {
            return -1;
        }
        int codePoint = lead & (0x7f >> length);
        for (int i = 1; i < length; i++) {
            if ((buffer[at + i] & 0xC0) != 0x80) {
                return -1;
            }
            codePoint = (codePoint << 6) | (buffer[at + i] & 0x3F);
        }
        boolean shortest = width(codePoint) == length;
        return shortest && codePoint <= Character.MAX_CODE_POINT && !isSurrogate(codePoint) ? codePoint : -1;
    }

    private static int width(int codePoint) {
        return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    }

    private static void appendEscaped(int codePoint, ByteText out) {
        int letter =
                switch (codePoint) {
                    case '"', '\\' -> codePoint;
                    case '\b' -> 'b';
                    case '\f' -> 'f';
                    case '\n' -> 'n';
                    case '\r' -> 'r';
                    case '\t' -> 't';
                    default -> codePoint < ' ' ? 'u' : 0;
                };
        if (letter == 0) {
            out.appendCodePoint(codePoint);
            return;
        }
        out.append((byte) '\\');
        out.append((byte) letter);
        if (letter == 'u') {
            out.append((byte) '0');
            out.append((byte) '0');
            out.append((byte) Character.forDigit(codePoint >> 4, 16));
            out.append((byte) Character.forDigit(codePoint & 15, 16));
        }
    }
}
