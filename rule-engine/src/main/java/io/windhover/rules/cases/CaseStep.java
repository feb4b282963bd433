package io.windhover.rules.cases;

import io.windhover.rules.source.Position;
import io.windhover.schemas.LogSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An event of a {@link CaseInput.Sequence} that happens once or again and again.
 *
 * @param at when it happens first, after the start
 * @param count how often
 * @param every how long after another
 * @param log the log it is of, or null where the event shows it
 * @param json its text, as it was written
 * @param position where it begins
 */
public record CaseStep(
        Duration at, int count, Duration every, @Nullable LogSource log, String json, Position position) {

    /** When it happens for the n-th time, from 0. */
    public Duration at(int repetition) {
        return at.plus(every.multipliedBy(repetition));
    }
}
