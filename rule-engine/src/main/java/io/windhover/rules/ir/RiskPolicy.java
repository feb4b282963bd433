package io.windhover.rules.ir;

import io.windhover.rules.source.Position;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * How alerts about one entity add up to its risk, and when that is an alert of its own.
 *
 * @param reference what the readers of a risk alert are told; its period is the time for which risk stays one alert
 * @param scores points of an alert by its level; a level that is missing gives none
 * @param multipliers by what the points of an entity are multiplied
 * @param oncePer within which an alert's rule counts once
 * @param halfLife after which points count half
 * @param when what makes an alert
 * @param file name of the file it stands in
 * @param position where its document begins
 */
public record RiskPolicy(
        RuleReference reference,
        Map<Level, Double> scores,
        List<Multiplier> multipliers,
        Duration oncePer,
        Duration halfLife,
        When when,
        String file,
        Position position) {
    private static final int FORGOTTEN_HALF_LIVES = 7;

    public RiskPolicy {
        scores = Map.copyOf(scores);
        multipliers = List.copyOf(multipliers);
    }

    /**
     * A factor for the entities of a list.
     *
     * @param list its name
     * @param position where it stands in the document
     */
    public record Multiplier(String list, double by, Position position) {}

    /**
     * What makes an alert.
     *
     * @param all whether all of the conditions have to hold, or one
     */
    public record When(boolean all, List<Condition> conditions) {
        public When {
            conditions = List.copyOf(conditions);
        }
    }

    /** Something that more alerts can only make true, so that their order does not matter. */
    public sealed interface Condition {}

    /** That so many points have come together, what has decayed left out. */
    public record Score(double least) implements Condition {}

    /** That alerts within a span are of so many tactics. */
    public record Tactics(int least, Duration within) implements Condition {}

    /** The same policy with other words about it. */
    public RiskPolicy withReference(RuleReference other) {
        return new RiskPolicy(other, scores, multipliers, oncePer, halfLife, when, file, position);
    }

    /** By what an entity's points are multiplied: the product for the lists in which it stands. */
    public double factor(Predicate<String> standsIn) {
        return multipliers.stream()
                .filter(multiplier -> standsIn.test(multiplier.list()))
                .mapToDouble(Multiplier::by)
                .reduce(1, (a, b) -> a * b);
    }

    /** How long an alert can matter: as far back as tactics are looked for, and until less than a hundredth is left. */
    public Duration memory() {
        Duration decay = halfLife.multipliedBy(FORGOTTEN_HALF_LIVES);
        return when.conditions().stream()
                .filter(Tactics.class::isInstance)
                .map(condition -> ((Tactics) condition).within())
                .filter(within -> within.compareTo(decay) > 0)
                .max(Comparator.naturalOrder())
                .orElse(decay);
    }
}
