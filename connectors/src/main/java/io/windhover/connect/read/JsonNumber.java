package io.windhover.connect.read;

/** The grammar of numbers, RFC 8259 section 6. */
final class JsonNumber {

    private JsonNumber() {}

    /** Whether the byte may stand in a number. */
    static boolean mayHold(byte b) {
        return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }

    /** Whether exactly these bytes are a number. */
    static boolean isOne(byte[] bytes, int from, int end) {
        int p = bytes[from] == '-' ? from + 1 : from;
        int whole = digits(bytes, p, end);
        if (whole == p || (bytes[p] == '0' && whole > p + 1)) {
            return false;
        }
        p = whole;
        if (p < end && bytes[p] == '.') {
            int fraction = digits(bytes, p + 1, end);
            if (fraction == p + 1) {
                return false;
            }
            p = fraction;
        }
        if (p < end && (bytes[p] == 'e' || bytes[p] == 'E')) {
            int power = p + 1 < end && (bytes[p + 1] == '+' || bytes[p + 1] == '-') ? p + 2 : p + 1;
            p = digits(bytes, power, end);
            return p == end && p > power;
        }
        return p == end;
    }

    private static int digits(byte[] bytes, int from, int end) {
        int p = from;
        while (p < end && bytes[p] >= '0' && bytes[p] <= '9') {
            p++;
        }
        return p;
    }
}
