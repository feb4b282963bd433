package io.windhover.rules.ir;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of IP addresses. IPv4 counts as the mapped range {@code ::ffff:0:0/96} of IPv6, so that an address matches in
 * either spelling.
 *
 * @param high the upper 64 bits of the lowest address
 * @param low the lower 64 bits of it
 * @param bits length of the prefix, of 128
 */
public record Network(long high, long low, int bits) {
    private static final long MAPPED = 0xffff_0000_0000L;

    /** An address, or an address and a prefix length; empty where the text is neither or sets bits after the prefix. */
    public static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        byte[] ascii = address.getBytes(StandardCharsets.UTF_8);
        long[] words = new long[2];
        if (!IpAddress.parse(ascii, 0, ascii.length, words)) {
            return Optional.empty();
        }
        int offset = address.indexOf(':') < 0 ? 96 : 0;
        int bits = slash < 0 ? 128 : prefix(text.substring(slash + 1), 128 - offset) + offset;
        Network network = new Network(words[0], words[1], bits);
        boolean valid = bits >= offset
                && network.highMask() == (network.highMask() | words[0])
                && network.lowMask() == (network.lowMask() | words[1]);
        return valid ? Optional.of(network) : Optional.empty();
    }

    public boolean contains(long addressHigh, long addressLow) {
        return (addressHigh & highMask()) == high && (addressLow & lowMask()) == low;
    }

    /** The network of so many bits, of 128, that this one lies in; {@code most} must not be more than its own. */
    public Network shortened(int most) {
        Network mask = new Network(0, 0, most);
        return new Network(high & mask.highMask(), low & mask.lowMask(), most);
    }

    /** How many bits, of 128, both begin with; not more than the shorter has. */
    public int commonBits(Network other) {
        int upper = Long.numberOfLeadingZeros(high ^ other.high);
        int common = upper < 64 ? upper : 64 + Long.numberOfLeadingZeros(low ^ other.low);
        return Math.min(common, Math.min(bits, other.bits));
    }

    private long highMask() {
        return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    }

    private long lowMask() {
        return bits <= 64 ? 0 : -1L << (128 - bits);
    }

    private static int prefix(String digits, int longest) {
        boolean number =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        int bits = number ? Integer.parseInt(digits) : -1;
        return bits > longest ? -1 : bits;
    }

    @Override
    public String toString() {
        if (high == 0 && (low >>> 32) == MAPPED >>> 32 && bits >= 96) {
            int[] quad = {(int) (low >>> 24) & 255, (int) (low >>> 16) & 255, (int) (low >>> 8) & 255, (int) low & 255};
            String text = Arrays.toString(quad).replace(", ", ".");
            return text.substring(1, text.length() - 1) + "/" + (bits - 96);
        }
        StringBuilder groups = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            long word = i < 4 ? high : low;
            groups.append(i == 0 ? "" : ":").append(Long.toHexString((word >>> (48 - 16 * (i % 4))) & 0xffff));
        }
        return groups + "/" + bits;
    }
}
