package io.windhover.detector.triage;

import io.windhover.schemas.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Counts the alerts that each rule opens, by spans of event time, and holds back what is more than a task's share. Event
 * time, so that a backlog of many hours is no flood; a flood ends by itself with the span.
 */
final class FloodGate {
    /** Wall-clock time after which a span is forgotten. */
    private static final Duration KEEP = Duration.ofDays(3);

    private static final int EXPIRY_SLICE = 1_000;
    private static final char END = '\u001f';

    private final KeyValueStore<String, Long> opened;
    private final long within;
    private final int share;

    /**
     * Counts for one task.
     *
     * @param opened alerts by span, rule and state hash
     */
    FloodGate(KeyValueStore<String, Long> opened, ThrottlePolicy policy, int partitions) {
        this.opened = opened;
        this.within = policy.within().toMillis();
        this.share = policy.share(partitions);
    }

    /** Whether the finding's rule may open an alert; counts it if so. What we say of ourselves is never held. */
    boolean pass(Finding finding) {
        if (Floods.isOwn(finding.getRule())) {
            return true;
        }
        String key = key(finding);
        Long before = opened.get(key);
        long count = before == null ? 0 : before;
        if (count >= share) {
            return false;
        }
        opened.put(key, count + 1);
        return true;
    }

    private String key(Finding finding) {
        long time = Math.max(0, finding.getEvidence().getTime().toEpochMilli());
        return hex(time - time % within)
                + END
                + finding.getRule().getUid()
                + END
                + finding.getRule().getHash();
    }

    void forgetExpired(long now) {
        List<String> expired = new ArrayList<>();
        long oldest = Math.max(0, Instant.ofEpochMilli(now).minus(KEEP).toEpochMilli());
        try (KeyValueIterator<String, Long> old = opened.range(null, hex(oldest))) {
            while (old.hasNext() && expired.size() < EXPIRY_SLICE) {
                expired.add(old.next().key);
            }
        }
        expired.forEach(opened::delete);
    }

    /** In the order of the numbers. */
    private static String hex(long millis) {
        return String.format(Locale.ROOT, "%016x", millis);
    }
}
