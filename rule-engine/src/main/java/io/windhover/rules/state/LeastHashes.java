package io.windhover.rules.state;

import java.util.Arrays;

/**
 * A set of hashes of which only the {@value #MOST} least are kept: how many different ones there were is exact up to one
 * fewer, and beyond it is told by how close the least lie. Immutable. The order in which they come changes nothing, nor
 * does it how often.
 *
 * <p>Source: K. Beyer, P. J. Haas, B. Reinwald, Y. Sismanis, R. Gemulla, On Synopses for Distinct-Value Estimation Under
 * Multiset Operations, SIGMOD 2007: the estimate (k − 1) / U(k) is unbiased, and its relative standard error at most
 * 1 / √(k − 2), which is 6.3 %.
 */
final class LeastHashes {
    static final int MOST = 256;
    static final LeastHashes NONE = new LeastHashes(new long[0]);

    private static final int DOUBLE_BITS = 53;
    private static final double UNIT = 1.0 / (1L << DOUBLE_BITS);

    /** Ascending when the sign is flipped, so that they compare as unsigned. */
    private final long[] flipped;

    private LeastHashes(long[] flipped) {
        this.flipped = flipped;
    }

    /** The set with one more; the very same where that changes nothing. */
    LeastHashes with(long hash) {
        long key = hash ^ Long.MIN_VALUE;
        int found = Arrays.binarySearch(flipped, key);
        int at = -found - 1;
        if (found >= 0 || at >= MOST) {
            return this;
        }
        long[] more = new long[Math.min(flipped.length + 1, MOST)];
        System.arraycopy(flipped, 0, more, 0, at);
        more[at] = key;
        System.arraycopy(flipped, at, more, at + 1, more.length - at - 1);
        return new LeastHashes(more);
    }

    LeastHashes union(LeastHashes other) {
        LeastHashes larger = flipped.length < other.flipped.length ? other : this;
        LeastHashes union = larger;
        for (long key : (larger == this ? other : this).flipped) {
            union = union.with(key ^ Long.MIN_VALUE);
        }
        return union;
    }

    /** Whether a hash is one of those that are kept. */
    boolean contains(long hash) {
        return Arrays.binarySearch(flipped, hash ^ Long.MIN_VALUE) >= 0;
    }

    /** How many different ones came. */
    long estimate() {
        if (flipped.length < MOST) {
            return flipped.length;
        }
        long greatest = flipped[MOST - 1] ^ Long.MIN_VALUE;
        double share = ((greatest >>> (Long.SIZE - DOUBLE_BITS)) + 1) * UNIT;
        return Math.round((MOST - 1) / share);
    }

    /** Whether the number is exact. */
    boolean isExact() {
        return flipped.length < MOST;
    }

    void write(StateWriter out) {
        out.number(flipped.length);
        for (long key : flipped) {
            out.hash(key ^ Long.MIN_VALUE);
        }
    }

    static LeastHashes read(StateReader in) {
        long[] flipped = new long[in.count()];
        for (int i = 0; i < flipped.length; i++) {
            flipped[i] = in.hash() ^ Long.MIN_VALUE;
        }
        return new LeastHashes(flipped);
    }
}
