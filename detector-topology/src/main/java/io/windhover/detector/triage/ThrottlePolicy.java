package io.windhover.detector.triage;

import java.time.Duration;

/**
 * When a rule floods: how many alerts of it may open within a span of event time.
 *
 * <p>Alerts are kept apart by entity, and so is the counting: each partition of the findings counts for itself, and has
 * twice its even share, but ten alerts at least. A flood is over many entities, or about one; both are held soon after the
 * bound, and no partition has to ask another before an alert may open.
 *
 * @param alerts of one rule over all partitions, about; 1 or more
 * @param within the span, from 1 minute to 1 day
 */
public record ThrottlePolicy(int alerts, Duration within) {
    /** 100 alerts of a rule an hour. */
    public static final ThrottlePolicy DEFAULT = new ThrottlePolicy(100, Duration.ofHours(1));

    /** The shortest span. */
    public static final Duration SHORTEST = Duration.ofMinutes(1);

    /** The longest span. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final int LEAST_SHARE = 10;

    /** How many alerts of a rule may open within the span in one of the partitions. */
    int share(int partitions) {
        long even = (alerts + partitions - 1L) / partitions;
        return (int) Math.min(alerts, Math.max(LEAST_SHARE, 2 * even));
    }
}
