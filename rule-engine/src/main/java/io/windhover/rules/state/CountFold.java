package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.Pattern.Aggregate;
import io.windhover.schemas.Observation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts events or distinct values, or adds numbers, and fires when the number is large enough. Kept are four times as many
 * entries as the threshold, 64 at least: of distinct values older sightings of the same value go first, of numbers the two
 * oldest are added up. So a count beyond that is a lower bound, and an event that comes late into a span with more than that
 * many later ones may be missed.
 */
final class CountFold extends EndFold {
    private static final int LEAST_KEPT = 64;
    private static final int MOST_SUMMED = 1_024;

    private final Pattern.Amount pattern;
    private final Numbers numbers;
    private final int kept;

    CountFold(Pattern.Amount pattern, List<String> uids) {
        super(pattern.timespan(), uids);
        this.pattern = pattern;
        this.numbers = new Numbers(pattern);
        this.kept = pattern.aggregate() == Aggregate.SUM ? MOST_SUMMED : Numbers.kept(pattern, LEAST_KEPT);
    }

    @Override
    boolean isTaken(Observation observation) {
        return numbers.isTaken(observation);
    }

    @Override
    long value(Observation observation) {
        return numbers.value(observation);
    }

    @Override
    boolean isTrue(Window window, int from, int end) {
        return numbers.passes(numbers.of(window.entries().subList(from, end + 1)));
    }

    @Override
    Said said(Window window, int from, int end) {
        double number = numbers.of(window.entries().subList(from, end + 1));
        return new Said(numbers.message(number), numbers.reasons(number));
    }

    @Override
    void trim(Window window) {
        while (window.size() > kept) {
            if (pattern.aggregate() == Aggregate.SUM) {
                Entry second = window.get(1);
                window.set(1, second.withNumber(second.number() + window.get(0).number()));
                window.remove(0);
            } else {
                window.remove(pattern.aggregate() == Aggregate.DISTINCT ? oldestRepeated(window) : 0);
            }
        }
    }

    /** The oldest entry whose value a newer one has too; the oldest of all where there is none. */
    private static int oldestRepeated(Window window) {
        Set<Long> newer = new HashSet<>();
        int oldest = 0;
        for (int i = window.size() - 1; i >= 0; i--) {
            if (!newer.add(window.get(i).value())) {
                oldest = i;
            }
        }
        return oldest;
    }
}
