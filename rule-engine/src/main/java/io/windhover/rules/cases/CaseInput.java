package io.windhover.rules.cases;

import io.windhover.rules.source.Position;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happens in a test. */
public sealed interface CaseInput {

    /**
     * One event, judged by itself.
     *
     * @param json its text, as it was written
     * @param position where it begins
     */
    record OneEvent(String json, Position position) implements CaseInput {}

    /**
     * Events in time.
     *
     * @param steps in the order in which they come, at least one
     * @param until how long after the last event the time goes on
     * @param alerts how many alerts must come of it, or null where any number will do
     */
    record Sequence(
            List<CaseStep> steps, Duration until, @Nullable Integer alerts) implements CaseInput {
        public Sequence {
            steps = List.copyOf(steps);
        }
    }
}
