package io.windhover.detector.triage;

/** A 64-bit hash of an event's uid (FNV-1a over its UTF-16 units, then mixed): small enough to keep many of. */
final class UidHash {
    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private UidHash() {}

    static long of(String uid) {
        long hash = OFFSET_BASIS;
        for (int i = 0; i < uid.length(); i++) {
            hash = (hash ^ uid.charAt(i)) * PRIME;
        }
        hash ^= hash >>> 32;
        hash *= 0xd6e8feb86659fd93L;
        return hash ^ (hash >>> 32);
    }
}
