package io.windhover.rules.cases;

import io.windhover.rules.source.Position;
import io.windhover.schemas.Level;
import org.jspecify.annotations.Nullable;

/**
 * One line of a rule's test file: an event and whether the rule must match it.
 *
 * @param name what is special about the event
 * @param match whether the rule must match
 * @param level the level of that match, or null where any will do
 * @param rule id, name or title of the rule that is asked, or null for the rules of the file beside
 * @param event the event's JSON text, as it was written
 * @param file name of the test file
 * @param position where the line begins
 * @param eventPosition where the event begins
 */
public record RuleCase(
        String name,
        boolean match,
        @Nullable Level level,
        @Nullable String rule,
        String event,
        String file,
        Position position,
        Position eventPosition) {
    @Override
    public String toString() {
        return file + ":" + position.line() + (match ? " matches: " : " does not match: ") + name;
    }
}
