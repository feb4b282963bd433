package io.windhover.connect.normalise;

import org.jspecify.annotations.Nullable;

/**
 * IP addresses in canonical text. The JDK's own parser asks the name service about whatever is no address, and logs hold
 * host names in an address's place.
 */
final class IpAddress {

    private static final int GROUPS = 8;

    private IpAddress() {}

    /**
     * An IPv4 address, or an IPv6 address as RFC 5952 writes it; null where the text is neither. An IPv4 address inside
     * IPv6 ({@code ::ffff:192.0.2.1}) comes out as itself. No leading zeros, no zone, no port.
     */
    static @Nullable String canonical(String text) {
        if (text.indexOf(':') < 0) {
            return v4(text) < 0 ? null : text;
        }
        int[] groups = text.length() > 45 ? null : v6(text);
        return groups == null ? null : format(groups);
    }

    /** The address as a number; −1 where it is none. */
    private static long v4(String text) {
        long address = 0;
        int octet = -1;
        int octets = 0;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : '.';
            if (c == '.') {
                if (octet < 0 || ++octets > 4) {
                    return -1;
                }
                address = address << 8 | octet;
                octet = -1;
            } else if (c < '0' || c > '9' || octet == 0) {
                return -1;
            } else {
                octet = Math.max(octet, 0) * 10 + c - '0';
                if (octet > 255) {
                    return -1;
                }
            }
        }
        return octets == 4 ? address : -1;
    }

    private static int @Nullable [] v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            int[] groups = new int[GROUPS];
            return groups(text, groups) == GROUPS ? groups : null;
        }
        int[] head = new int[GROUPS];
        int[] tail = new int[GROUPS];
        int before = groups(text.substring(0, gap), head);
        int behind = groups(text.substring(gap + 2), tail);
        boolean dottedInFront = text.lastIndexOf('.', gap) >= 0;
        if (before < 0 || behind < 0 || before + behind >= GROUPS || dottedInFront) {
            return null;
        }
        System.arraycopy(tail, 0, head, GROUPS - behind, behind);
        return head;
    }

    /** How many groups the text holds; −1 where it holds anything else. */
    private static int groups(String text, int[] groups) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean dotted = i == parts.length - 1 && parts[i].indexOf('.') >= 0;
            long value = dotted ? v4(parts[i]) : hex(parts[i]);
            if (value < 0 || count + (dotted ? 2 : 1) > GROUPS) {
                return -1;
            }
            if (dotted) {
                groups[count++] = (int) (value >>> 16);
            }
            groups[count++] = (int) (value & 0xFFFF);
        }
        return count;
    }

    private static long hex(String part) {
        if (part.isEmpty() || part.length() > 4) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < part.length(); i++) {
            int digit = part.charAt(i) < 0x80 ? Character.digit(part.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static String format(int[] groups) {
        boolean mapped = groups[5] == 0xFFFF;
        for (int i = 0; i < 5; i++) {
            mapped &= groups[i] == 0;
        }
        if (mapped) {
            return (groups[6] >> 8) + "." + (groups[6] & 0xFF) + "." + (groups[7] >> 8) + "." + (groups[7] & 0xFF);
        }
        int start = 0;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int run = 0;
            while (i + run < GROUPS && groups[i + run] == 0) {
                run++;
            }
            if (run > longest) {
                start = i;
                longest = run;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (longest > 1 && i == start) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
