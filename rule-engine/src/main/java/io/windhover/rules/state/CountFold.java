package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.Pattern.Aggregate;
import io.windhover.schemas.Observation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts events or distinct values, or adds numbers, and fires when the number is large enough. Kept are four times as many
 * entries as the threshold, 64 at least: of distinct values older sightings of the same value go first; of numbers
 * neighbours are added up, 1,024 at most. So a count beyond that is a lower bound, and an event that comes late into a span with more than that
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

    /** Of events and of distinct values a longer window never has fewer; a sum may have negative numbers in it. */
    @Override
    boolean mayBeTrue(List<Entry> entries) {
        return pattern.aggregate() == Aggregate.SUM || numbers.passes(numbers.of(entries));
    }

    @Override
    boolean isTrue(List<Entry> entries, Entry end) {
        return numbers.passes(numbers.of(entries));
    }

    @Override
    Said said(List<Entry> entries, Entry end) {
        double number = numbers.of(entries);
        return new Said(numbers.message(number), numbers.reasons(number));
    }

    @Override
    void trim(Window window) {
        if (window.size() > kept && pattern.aggregate() == Aggregate.SUM) {
            addUp(window);
        }
        while (window.size() > kept) {
            window.remove(pattern.aggregate() == Aggregate.DISTINCT ? oldestRepeated(window) : 0);
        }
    }

    /** Each two neighbours of the older half become one, at the time of the later: so what is added up grows old too. */
    private static void addUp(Window window) {
        int pairs = window.size() / 4;
        for (int i = 0; i < pairs; i++) {
            Entry later = window.get(i + 1);
            window.set(i + 1, later.withNumber(later.number() + window.get(i).number()));
            window.remove(i);
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
