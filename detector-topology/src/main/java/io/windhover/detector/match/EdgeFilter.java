package io.windhover.detector.match;

import io.windhover.rules.ObservedMatch;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Remembers which sightings a task has forwarded, so that a baseline is told once a day what a group shows all day long.
 * Bounded: of 64-bit fingerprints of rule, state hash, group, values and day the newest of each set of eight stay; one that
 * was forgotten is forwarded again, which changes nothing.
 *
 * <p>It is the memory of one instance and no state: emptied when a task begins, since what it had forwarded may have been
 * in a transaction that was aborted. Fingerprints depend on a secret, or who writes a log could hide a sighting behind
 * another one.
 */
final class EdgeFilter {
    private static final int WAYS = 8;
    private static final int SETS = 1 << 13;
    private static final long PRIME = 0x9e3779b97f4a7c15L;

    private final long secret = new SecureRandom().nextLong();
    private final long[] fingerprints = new long[SETS * WAYS];
    private final byte[] next = new byte[SETS];
    /** Of the event at hand. */
    private long[] seen = new long[16];

    private int seenCount;

    void clear() {
        Arrays.fill(fingerprints, 0);
    }

    /** Begins with an event: what the one before showed is forgotten, unless it was remembered. */
    void begin() {
        seenCount = 0;
    }

    /** Whether the sighting is new here, and the first of its event; once it is remembered it is not. */
    boolean isNew(ObservedMatch observed, long day, boolean silent) {
        long fingerprint = fingerprint(observed, silent ? ~day : day);
        int base = set(fingerprint) * WAYS;
        for (int i = base; i < base + WAYS; i++) {
            if (fingerprints[i] == fingerprint) {
                return false;
            }
        }
        for (int i = 0; i < seenCount; i++) {
            if (seen[i] == fingerprint) {
                return false;
            }
        }
        if (seenCount == seen.length) {
            seen = Arrays.copyOf(seen, 2 * seen.length);
        }
        seen[seenCount++] = fingerprint;
        return true;
    }

    /** Remembers what the event at hand showed: it has been forwarded. */
    void remember() {
        for (int i = 0; i < seenCount; i++) {
            int set = set(seen[i]);
            fingerprints[set * WAYS + next[set]] = seen[i];
            next[set] = (byte) ((next[set] + 1) % WAYS);
        }
    }

    private static int set(long fingerprint) {
        return (int) (fingerprint & (SETS - 1));
    }

    private long fingerprint(ObservedMatch observed, long day) {
        long hash = mixed(secret ^ day);
        hash = add(hash, observed.stateful().reference().getHash());
        hash = add(hash, observed.stateful().reference().getUid());
        for (int i = 0; i < observed.group().size(); i++) {
            hash = add(hash, observed.group().get(i));
        }
        for (int i = 0; i < observed.values().size(); i++) {
            hash = add(hash, observed.values().get(i));
        }
        return hash == 0 ? 1 : hash;
    }

    private static long add(long before, String text) {
        long hash = before;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
            hash ^= hash >>> 32;
        }
        return mixed(hash ^ text.length());
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
