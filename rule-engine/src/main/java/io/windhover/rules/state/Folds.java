package io.windhover.rules.state;

import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.RuleName;
import java.util.List;

/** Makes the fold of a pattern. */
public final class Folds {
    private Folds() {}

    /**
     * The fold of a pattern.
     *
     * @param rules as the document names them
     * @param uids their ids, in the same order
     */
    public static Fold of(Pattern pattern, List<RuleName> rules, List<String> uids) {
        if (pattern instanceof Pattern.Amount number) {
            return number(number, uids);
        } else if (pattern instanceof Pattern.Temporal temporal) {
            return temporal.isMonotone()
                    ? new TemporalFold(temporal, rules, uids)
                    : new AroundFold(temporal, rules, uids);
        } else if (pattern instanceof Pattern.Sequence sequence) {
            return new SequenceFold(sequence, rules, uids);
        } else if (pattern instanceof Pattern.Absence absence) {
            return new AbsenceFold(absence, uids);
        }
        return baseline(pattern);
    }

    private static Fold baseline(Pattern pattern) {
        if (pattern instanceof Pattern.NewValue newValue) {
            return new NewValueFold(newValue);
        } else if (pattern instanceof Pattern.Dormant dormant) {
            return new DormantFold(dormant);
        } else if (pattern instanceof Pattern.Travel travel) {
            return new TravelFold(travel);
        } else if (pattern instanceof Pattern.Spike spike) {
            return new SpikeFold(spike);
        } else if (pattern instanceof Pattern.Rare rare) {
            return new RareFold(rare);
        }
        throw new IllegalStateException("Unknown: " + pattern);
    }

    /** What more events only raise fires at once; what is large enough at the watermark; what is small when all is over. */
    private static Fold number(Pattern.Amount number, List<String> uids) {
        if (number.isMonotone()) {
            return new CountFold(number, uids);
        }
        boolean lowerBounds = number.thresholds().stream()
                .allMatch(each -> each.operator() == Pattern.Operator.GT || each.operator() == Pattern.Operator.GTE);
        return lowerBounds ? new LevelFold(number, uids) : new TileFold(number, uids);
    }
}
