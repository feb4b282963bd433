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
        throw new IllegalStateException("Unknown: " + pattern + rules + uids);
    }
}
