package io.windhover.rules.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of how often a group does something: its newest observations one by one, the rest as decayed counts of
 * buckets. Mutable, for the time of one call.
 *
 * <p>An observation is kept until no window that can still change begins before it ends to count as history: a bucket's
 * span and twice the grace. Of too many, the oldest become a mere number of their bucket, the crowd.
 */
final class SpikeState {
    static final int MOST_HITS = 1_024;
    static final int MOST_SHOWN = 16;

    private static final long NO_CROWD = Long.MIN_VALUE;

    private final long bucketMillis;
    private final long graceMillis;
    private final DecayedCounts history;
    private final List<Hit> hits = new ArrayList<>();
    private final TreeMap<Long, Long> crowd = new TreeMap<>();
    private final TreeSet<Long> fired = new TreeSet<>();
    private int firstDay;
    /** The last bucket that is history for good. */
    private long settled = Long.MIN_VALUE;
    /** Event time up to which observations are in the crowd. */
    private long crowdEnd = NO_CROWD;

    SpikeState(long bucketMillis, long graceMillis, double halvings) {
        this.bucketMillis = bucketMillis;
        this.graceMillis = graceMillis;
        this.history = new DecayedCounts(halvings);
    }

    void read(byte[] state) {
        StateReader in = new StateReader(state);
        firstDay = in.count();
        settled = in.signed();
        history.read(in);
        if (in.flag()) {
            crowdEnd = in.signed();
            for (int i = in.count(); i > 0; i--) {
                crowd.put(in.signed(), in.number());
            }
        }
        for (int i = in.count(); i > 0; i--) {
            fired.add(in.signed());
        }
        EvidenceList list = new EvidenceList();
        long time = in.signed();
        for (int i = in.count(); i > 0; i--) {
            Hit hit = Hit.read(in, time, list);
            hits.add(hit);
            time = hit.time();
        }
    }

    byte[] write(int expiresDay) {
        StateWriter out = new StateWriter(expiresDay).number(firstDay).signed(settled);
        history.write(out);
        out.flag(crowdEnd != NO_CROWD);
        if (crowdEnd != NO_CROWD) {
            out.signed(crowdEnd).number(crowd.size());
            crowd.forEach((bucket, count) -> out.signed(bucket).number(count));
        }
        out.number(fired.size());
        fired.forEach(out::signed);
        EvidenceList list = new EvidenceList();
        long time = hits.get(0).time();
        out.signed(time).number(hits.size());
        for (Hit hit : hits) {
            hit.write(out, time, list);
            time = hit.time();
        }
        return out.toBytes();
    }

    /** Takes an observation; false for a duplicate, and for one that is older than what is told apart. */
    boolean take(Hit hit) {
        int found = Collections.binarySearch(hits, hit, Hit.ORDER);
        if (found >= 0 || hit.time() <= crowdEnd || bucket(hit.time()) <= settled) {
            return false;
        }
        int day = Days.of(hit.time());
        firstDay = hits.isEmpty() ? day : Math.min(firstDay, day);
        hits.add(-found - 1, hit);
        return true;
    }

    /** Makes history of what is old, and bounds the rest. */
    void settle() {
        long last = lastOfHistory(newest() - graceMillis);
        counts(last).forEach(history::add);
        settled = Math.max(settled, last);
        hits.removeIf(hit -> bucket(hit.time()) <= settled);
        crowd.headMap(settled, true).clear();
        fired.headSet(settled, true).clear();
        while (hits.size() > MOST_HITS) {
            Hit oldest = hits.remove(0);
            crowd.merge(bucket(oldest.time()), 1L, Long::sum);
            crowdEnd = oldest.time();
        }
        for (int i = 0; i < hits.size() - MOST_SHOWN; i++) {
            if (hits.get(i).evidence() != null) {
                hits.set(i, hits.get(i).withoutEvidence());
            }
        }
    }

    /** What was counted per bucket after the settled ones, up to a last one. */
    private SortedMap<Long, Long> counts(long last) {
        SortedMap<Long, Long> counts = new TreeMap<>(crowd.headMap(last, true));
        for (Hit hit : hits) {
            long bucket = bucket(hit.time());
            if (bucket > last) {
                break;
            }
            counts.merge(bucket, 1L, Long::sum);
        }
        return counts;
    }

    /** The history of a window, by its end: so long before it that nothing that counts can still come. */
    DecayedCounts historyOf(long end) {
        DecayedCounts all = history.copy();
        counts(lastOfHistory(end)).forEach(all::add);
        return all;
    }

    /** The last bucket of the history of a window, by its end. */
    long lastOfHistory(long end) {
        return bucket(end - bucketMillis - graceMillis) - 1;
    }

    long bucket(long time) {
        return Math.floorDiv(time, bucketMillis);
    }

    /** How many there are in the window that ends at a time; of a crowd, in its bucket up to that time. */
    int count(long end) {
        int until = firstAfter(end);
        int slid = until - firstAfter(end - bucketMillis);
        int crowded = Math.toIntExact(crowd.getOrDefault(bucket(end), 0L));
        return crowded == 0 ? slid : Math.max(slid, crowded + until - firstAfter(bucket(end) * bucketMillis - 1));
    }

    private int firstAfter(long time) {
        int low = 0;
        int high = hits.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hits.get(middle).time() <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The observations that end a window in which a time lies. */
    List<Hit> endsOfWindowsWith(long time) {
        return List.copyOf(hits.subList(firstAfter(time - 1), firstAfter(time + bucketMillis - 1)));
    }

    /** What can be shown of the window that ends at a time. */
    List<Hit> shown(long end) {
        return hits.subList(firstAfter(end - bucketMillis), firstAfter(end)).stream()
                .filter(hit -> hit.evidence() != null)
                .toList();
    }

    boolean hasFired(long bucket) {
        return fired.contains(bucket);
    }

    void fire(long bucket) {
        fired.add(bucket);
    }

    int firstDay() {
        return firstDay;
    }

    long newest() {
        return hits.get(hits.size() - 1).time();
    }
}
