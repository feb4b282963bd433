package io.windhover.rules.state;

/**
 * Mean and variance of the counts of equal buckets, in which old buckets weigh less: by half after each half-life. Mutable,
 * for the time of one call.
 *
 * <p>Weights grow from a landmark on instead of being made smaller at each step (forward decay: G. Cormode, V. Shkapenyuk,
 * D. Srivastava, B. Xu, Forward Decay: A Practical Time Decay Model for Streaming Systems, ICDE 2009). The landmark stands
 * on a fixed grid and moves before weights grow out of bounds, and buckets are added once each in their order, those with
 * nothing in them by their number alone: so the sums are the same to the last bit whenever they are made.
 */
final class DecayedCounts {
    /** As many half-lives as a weight may grow over. */
    private static final double MOST_HALVINGS = 64;

    private static final double LOG_TWO = StrictMath.log(2);

    private final double halvings;
    private final long gridBuckets;
    private boolean isEmpty = true;
    private long first;
    private long landmark;
    private double sum;
    private double squares;
    private long events;

    /** @param halvings half-lives in a bucket, at most 1 */
    DecayedCounts(double halvings) {
        this.halvings = halvings;
        this.gridBuckets = (long) Math.max(1, MOST_HALVINGS / halvings);
    }

    DecayedCounts copy() {
        DecayedCounts copy = new DecayedCounts(halvings);
        copy.isEmpty = isEmpty;
        copy.first = first;
        copy.landmark = landmark;
        copy.sum = sum;
        copy.squares = squares;
        copy.events = events;
        return copy;
    }

    /** Adds a bucket's count; buckets come in their order. */
    void add(long bucket, long count) {
        long grid = Math.floorDiv(bucket, gridBuckets) * gridBuckets;
        if (isEmpty) {
            isEmpty = false;
            first = bucket;
            landmark = grid;
        } else if (grid > landmark) {
            double factor = power(landmark - grid);
            sum *= factor;
            squares *= factor;
            landmark = grid;
        }
        double weight = power(bucket - landmark);
        sum += weight * count;
        squares += weight * count * count;
        events += count;
    }

    private double power(long buckets) {
        return StrictMath.pow(2, buckets * halvings);
    }

    /**
     * The mean count of a bucket.
     *
     * @param last the last bucket that counts
     */
    double mean(long last) {
        return isEmpty ? 0 : sum / weights(last);
    }

    double variance(long last) {
        if (isEmpty) {
            return 0;
        }
        double mean = mean(last);
        return Math.max(0, squares / weights(last) - mean * mean);
    }

    /** The sum of a geometric series, from the first bucket on. */
    private double weights(long last) {
        return (power(last + 1 - landmark) - power(first - landmark)) / StrictMath.expm1(halvings * LOG_TWO);
    }

    long events() {
        return events;
    }

    void write(StateWriter out) {
        out.flag(isEmpty);
        if (!isEmpty) {
            out.signed(first).signed(landmark).real(sum).real(squares).number(events);
        }
    }

    void read(StateReader in) {
        isEmpty = in.flag();
        if (!isEmpty) {
            first = in.signed();
            landmark = in.signed();
            sum = in.real();
            squares = in.real();
            events = in.number();
        }
    }
}
