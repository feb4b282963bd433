package io.windhover.rules.state;

import java.util.Comparator;

/**
 * What one rule adds to an entity's risk in one span of the policy's {@code once-per}.
 *
 * @param rule hash of the rule
 * @param span number of the span, counted from 1970
 * @param steps in which of the span's 32 steps the rule alerted: the first is the lowest bit
 * @param points of the gravest of these alerts
 * @param tactics of the rule, see {@link RiskTactic}
 */
public record RiskContribution(long rule, long span, int steps, double points, int tactics) {
    /** Into how many steps a span is divided. */
    static final int STEPS = 32;

    static final Comparator<RiskContribution> CANONICAL =
            Comparator.comparing(RiskContribution::span).thenComparing(RiskContribution::rule);

    boolean isSame(RiskContribution other) {
        return rule == other.rule && span == other.span;
    }

    /** Both together: nothing of either gets less, whichever came first or how often. */
    RiskContribution with(RiskContribution other) {
        return new RiskContribution(
                rule, span, steps | other.steps, Math.max(points, other.points), tactics | other.tactics);
    }

    /** Numbers of the steps, counted from 1970, in which the rule alerted: the last of them. */
    long lastStep() {
        return span * STEPS + (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(steps));
    }

    /** The last step at or before another; −1 where there is none. */
    long lastStepUpTo(long step) {
        long within = step - span * STEPS;
        if (within < 0) {
            return -1;
        }
        int known = within >= STEPS - 1 ? steps : steps & ((1 << (within + 1)) - 1);
        return known == 0 ? -1 : span * STEPS + (Integer.SIZE - 1 - Integer.numberOfLeadingZeros(known));
    }
}
