package io.windhover.rules.cases;

import io.windhover.rules.source.Position;
import io.windhover.schemas.Level;
import org.jspecify.annotations.Nullable;

/**
 * One line of a rule's test file: what happens and whether the rule must match it.
 *
 * @param name what is special about it
 * @param match whether the rule must match
 * @param level the level of that match, or null where any will do
 * @param rule id, name or title of the rule that is asked, or null for the rules of the file beside
 * @param input what happens
 * @param places where the addresses in it are
 * @param file name of the test file
 * @param position where the line begins
 */
public record RuleCase(
        String name,
        boolean match,
        @Nullable Level level,
        @Nullable String rule,
        CaseInput input,
        CasePlaces places,
        String file,
        Position position) {
    @Override
    public String toString() {
        return file + ":" + position.line() + (match ? " matches: " : " does not match: ") + name;
    }
}
