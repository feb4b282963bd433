package io.windhover.rules.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Numbers in rules and events. Only those of at most {@value #LONGEST} characters and a decimal exponent of at most
 * {@value #LARGEST_EXPONENT} count as numbers, so that none can be made to cost much.
 */
public final class Numbers {
    /** What {@link #whole} gives for what is no such number. */
    public static final long NOT_WHOLE = Long.MIN_VALUE;

    private static final int LONGEST = 128;
    private static final int LONGEST_WHOLE = 18;
    private static final int LARGEST_EXPONENT = 400;
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,9})?");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");

    private Numbers() {}

    /** A number as YAML's core schema writes it; empty for what is no finite number. */
    public static Optional<BigDecimal> literal(String text) {
        if (text.length() <= LONGEST && HEX.matcher(text).matches()) {
            return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 16)));
        } else if (text.length() <= LONGEST && OCTAL.matcher(text).matches()) {
            return Optional.of(new BigDecimal(new BigInteger(text.substring(2), 8)));
        }
        return decimal(text);
    }

    /** A decimal number, also with fraction and exponent. */
    public static Optional<BigDecimal> decimal(String text) {
        if (text.length() > LONGEST || !DECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text);
        return Math.abs((long) number.scale()) > LARGEST_EXPONENT ? Optional.empty() : Optional.of(number);
    }

    /** A whole number of at most 18 digits, without an object; {@link #NOT_WHOLE} for any other text. */
    public static long whole(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int start = negative ? from + 1 : from;
        if (start == to || to - start > LONGEST_WHOLE) {
            return NOT_WHOLE;
        }
        long number = 0;
        for (int i = start; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return NOT_WHOLE;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return negative ? -number : number;
    }

    /** Plain decimal without trailing zeros: the same text for equal numbers. */
    public static String canonical(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /** Shows a number's texts: as written, and in canonical form where that differs. */
    public static boolean anyText(byte[] buffer, int from, int to, boolean fold, ByteText text, TextVisitor visitor) {
        // The E of an exponent is folded like any letter.
        TextDecoder.decode(buffer, from, to, false, true, fold, text);
        return visitor.visit(text)
                || (!isPlainInteger(buffer, from, to) && visitor.visit(canonical(buffer, from, to, text)));
    }

    private static ByteText canonical(byte[] buffer, int from, int to, ByteText text) {
        String written = new String(buffer, from, to - from, StandardCharsets.US_ASCII);
        byte[] canonical =
                decimal(written).map(Numbers::canonical).orElse(written).getBytes(StandardCharsets.US_ASCII);
        text.view(canonical, 0, canonical.length);
        return text;
    }

    /** Whether the text is its own canonical form, as that of most numbers in logs. */
    private static boolean isPlainInteger(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean digit = bytes[i] >= '0' && bytes[i] <= '9';
            if (!digit && !(bytes[i] == '-' && i == from)) {
                return false;
            }
        }
        return bytes[from] != '-' || bytes[from + 1] != '0';
    }
}
