package io.windhover.detector.compacted;

/**
 * Takes what a {@link FollowingProcessor} reads. It outlives the processor, since Streams restores through one and goes on
 * with another; only one thread calls it.
 */
public interface Follower<V> {
    /** Takes a record. Whatever it throws is the record's fault, which is then {@linkplain #refuse refused}. */
    void put(String key, V value, long offset);

    /** Takes a tombstone. Must not throw. */
    void remove(String key, long offset);

    /** Learns that a record cannot be used. Must not throw. */
    void refuse(String key, long offset, RuntimeException cause);
}
