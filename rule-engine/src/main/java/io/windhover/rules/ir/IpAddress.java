package io.windhover.rules.ir;

/** Reads IP addresses from ASCII bytes without making an object. */
public final class IpAddress {
    private static final long MAPPED = 0xffff_0000_0000L;

    private IpAddress() {}

    /**
     * Reads an IPv4 address (four decimal numbers without leading zeros) or an IPv6 address (RFC 4291, section 2.2, no
     * zone) that takes all the bytes.
     *
     * @param words receives the upper and the lower 64 bits; IPv4 as mapped IPv6
     * @return false if it is no address; the words are then undefined
     */
    public static boolean parse(byte[] text, int from, int to, long[] words) {
        for (int i = from; i < to; i++) {
            if (text[i] == ':') {
                return to - from <= 45 && parseV6(text, from, to, words);
            }
        }
        long quad = parseV4(text, from, to);
        words[0] = 0;
        words[1] = MAPPED | quad;
        return quad >= 0;
    }

    private static long parseV4(byte[] text, int from, int to) {
        long address = 0;
        int position = from;
        for (int part = 0; part < 4; part++) {
            int start = position;
            int number = 0;
            while (position < to && position - start < 4 && isDigit(text[position])) {
                number = number * 10 + text[position++] - '0';
            }
            int digits = position - start;
            boolean leadingZero = digits > 1 && text[start] == '0';
            boolean ended = part == 3 ? position == to : position < to && text[position] == '.';
            if (digits == 0 || leadingZero || number > 255 || !ended) {
                return -1;
            }
            position++;
            address = (address << 8) | number;
        }
        return address;
    }

    private static boolean parseV6(byte[] text, int from, int to, long[] words) {
        words[0] = 0;
        words[1] = 0;
        int groups = 0;
        int gap = -1;
        int position = from;
        if (to - from >= 2 && text[from] == ':') {
            if (text[from + 1] != ':') {
                return false;
            }
            gap = 0;
            position += 2;
        }
        while (position < to) {
            int end = position;
            while (end < to && text[end] != ':') {
                end++;
            }
            if (end == to && contains(text, position, end, '.')) {
                long quad = parseV4(text, position, end);
                if (quad < 0 || groups > 6) {
                    return false;
                }
                shiftIn(words, quad >>> 16);
                shiftIn(words, quad & 0xffff);
                groups += 2;
                position = end;
                break;
            }
            int value = hex(text, position, end);
            if (value < 0 || ++groups > 8) {
                return false;
            }
            shiftIn(words, value);
            position = end;
            if (position < to) {
                position++;
                if (position == to) {
                    return false;
                }
                if (text[position] == ':') {
                    if (gap >= 0) {
                        return false;
                    }
                    gap = groups;
                    position++;
                }
            }
        }
        if (gap < 0) {
            return groups == 8;
        }
        return groups < 8 && openGap(words, groups - gap, 8 - groups);
    }

    /** Moves the groups before the gap up; the {@code after} groups behind it stay. */
    private static boolean openGap(long[] words, int after, int gap) {
        long high = words[0];
        long low = words[1];
        long keepHigh = after >= 4 ? mask((after - 4) * 16) : 0;
        long keepLow = after >= 4 ? -1L : mask(after * 16);
        long tailHigh = high & keepHigh;
        long tailLow = low & keepLow;
        long headHigh = high & ~keepHigh;
        long headLow = low & ~keepLow;
        int shift = gap * 16;
        if (shift >= 64) {
            words[0] = headLow << (shift - 64);
            words[1] = 0;
        } else {
            words[0] = (headHigh << shift) | (headLow >>> (64 - shift));
            words[1] = headLow << shift;
        }
        words[0] |= tailHigh;
        words[1] |= tailLow;
        return true;
    }

    /** So many bits at the low end, fewer than 64. */
    private static long mask(int bits) {
        return (1L << bits) - 1;
    }

    private static void shiftIn(long[] words, long group) {
        words[0] = (words[0] << 16) | (words[1] >>> 48);
        words[1] = (words[1] << 16) | group;
    }

    private static int hex(byte[] text, int from, int to) {
        if (to == from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit((char) (text[i] & 255), 16);
            if (digit < 0) {
                return -1;
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private static boolean contains(byte[] text, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (text[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
