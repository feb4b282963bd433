package io.windhover.detector.remember;

import io.windhover.rules.CompiledStatefulRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Up to which event time all has been judged, by level: the least of what every task tells that feeds the level. That is
 * match for the rules that look at plain rules only, and remember for those above. Unknown until all have told something. In
 * memory: after a restart they tell it again.
 */
final class Watermarks {
    /** Not all partitions have told anything yet. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private final int partitions;
    private final List<Level> levels = new ArrayList<>();

    /** @param partitions of the events topic, and of the observations topic */
    Watermarks(int partitions) {
        this.partitions = partitions;
    }

    /** Takes what a partition tells; true if all together have come further by it. */
    boolean advance(int level, int partition, long time) {
        if (partition < 0 || partition >= partitions || level < 0 || level > CompiledStatefulRule.MOST_DEPTH) {
            return false;
        }
        while (levels.size() <= level) {
            levels.add(new Level());
        }
        return levels.get(level).advance(partition, time, partitions);
    }

    long of(int level) {
        return level < levels.size() ? levels.get(level).least : UNKNOWN;
    }

    private static final class Level {
        private final Map<Integer, Long> told = new HashMap<>();
        private long least = UNKNOWN;

        boolean advance(int partition, long time, int partitions) {
            told.merge(partition, time, Math::max);
            if (told.size() < partitions) {
                return false;
            }
            long before = least;
            least = told.values().stream().mapToLong(each -> each).min().orElse(UNKNOWN);
            return least > before;
        }
    }
}
