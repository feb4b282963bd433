package io.windhover.detector.remember;

import java.util.HashMap;
import java.util.Map;

/**
 * Up to which event time every partition of the events has been judged: the least of what the match tasks tell. Unknown
 * until all have told something. In memory: after a restart they tell it again.
 */
final class Watermarks {
    /** Not all partitions have told anything yet. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private final int partitions;
    private final Map<Integer, Long> told = new HashMap<>();
    private long least = UNKNOWN;

    Watermarks(int partitions) {
        this.partitions = partitions;
    }

    /** Takes what a partition tells; true if all together have come further by it. */
    boolean advance(int partition, long time) {
        if (partition < 0 || partition >= partitions) {
            return false;
        }
        told.merge(partition, time, Math::max);
        if (told.size() < partitions) {
            return false;
        }
        long before = least;
        least = told.values().stream().mapToLong(each -> each).min().orElse(UNKNOWN);
        return least > before;
    }

    long least() {
        return least;
    }
}
