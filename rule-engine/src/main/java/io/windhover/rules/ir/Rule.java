package io.windhover.rules.ir;

import io.windhover.rules.source.Position;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that judges one event by itself.
 *
 * @param reference what its readers are told of it
 * @param name how other documents may call it beside its id, or null
 * @param logSource the logs it is for
 * @param condition when it matches
 * @param report what is said of an event that matches
 * @param file name of the file it stands in
 * @param position where its document begins
 */
public record Rule(
        RuleReference reference,
        @Nullable String name,
        LogSourcePattern logSource,
        Condition condition,
        Report report,
        String file,
        Position position) {

    /** The same rule with another condition. */
    public Rule withCondition(Condition other) {
        return new Rule(reference, name, logSource, other, report, file, position);
    }

    /** The same rule with other words about it. */
    public Rule withReference(RuleReference other) {
        return new Rule(other, name, logSource, condition, report, file, position);
    }

    /**
     * What is said of an event that matches.
     *
     * @param entity the fields that say whom it is about, the first that has a value; by default the principal
     * @param dedup the fields that, beside rule and entity, make two matches the same alert
     * @param context the fields to show
     * @param levels conditions that change the level; the first that is true does
     */
    public record Report(List<Field> entity, List<Field> dedup, List<Field> context, List<LevelWhen> levels) {
        /** Of a rule that says nothing about it. */
        public static final Report DEFAULT = new Report(List.of(), List.of(), List.of(), List.of());

        public Report {
            entity = List.copyOf(entity);
            dedup = List.copyOf(dedup);
            context = List.copyOf(context);
            levels = List.copyOf(levels);
        }
    }

    /** A level that holds when a condition does. */
    public record LevelWhen(Level level, Condition condition) {}
}
