package io.windhover.rules.ir;

import io.windhover.rules.source.Position;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A condition that is added to other people's rules.
 *
 * @param title what it is for
 * @param logSource every attribute that it names must be equal in a rule
 * @param rules the rules it is for; empty for any
 * @param condition must hold beside the rule's own
 * @param file name of the file it stands in
 * @param position where its document begins
 */
public record Filter(
        String title,
        LogSourcePattern logSource,
        Optional<List<RuleName>> rules,
        Condition condition,
        String file,
        Position position) {

    public boolean concerns(Rule rule) {
        boolean named = rules.isEmpty()
                || rules.get().stream()
                        .anyMatch(name -> name.means(rule.reference().getUid(), rule.name()));
        return named
                && equal(logSource.product(), rule.logSource().product())
                && equal(logSource.service(), rule.logSource().service())
                && equal(logSource.category(), rule.logSource().category());
    }

    /** The rule, with this condition beside its own. */
    public Rule appliedTo(Rule rule) {
        return rule.withCondition(new Condition.And(List.of(rule.condition(), new Condition.Named(title, condition))));
    }

    private static boolean equal(@Nullable String wanted, @Nullable String actual) {
        return wanted == null || Objects.equals(wanted, actual);
    }
}
