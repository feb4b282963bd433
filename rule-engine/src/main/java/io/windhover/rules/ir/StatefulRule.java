package io.windhover.rules.ir;

import io.windhover.rules.source.Position;
import io.windhover.schemas.RuleReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A rule about what other rules matched before: a correlation or a baseline.
 *
 * @param reference what its readers are told of it
 * @param name how other documents may call it beside its id, or null
 * @param rules the rules whose matches it looks at, stateful ones among them perhaps
 * @param groupBy the fields, or names of {@code aliases}, by whose values matches are kept apart
 * @param aliases by alias and then by rule, the field that the alias means in that rule's events
 * @param generate whether the rules alert on their own too; empty where the document does not say
 * @param pattern what it looks for
 * @param report what is said when it fires
 * @param file name of the file it stands in
 * @param position where its document begins
 */
public record StatefulRule(
        RuleReference reference,
        @Nullable String name,
        List<RuleName> rules,
        List<Field> groupBy,
        Map<String, Map<String, Field>> aliases,
        Optional<Boolean> generate,
        Pattern pattern,
        Rule.Report report,
        String file,
        Position position) {
    public StatefulRule {
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        aliases = Map.copyOf(aliases);
    }

    /** The same rule with other words about it. */
    public StatefulRule withReference(RuleReference other) {
        return new StatefulRule(other, name, rules, groupBy, aliases, generate, pattern, report, file, position);
    }

    /** Whether a rule with this id, and perhaps this name, is one of its rules. */
    public boolean looksAt(String id, @Nullable String ruleName) {
        return rules.stream().anyMatch(rule -> rule.means(id, ruleName));
    }

    /** The fields that it asks of an event, by its own names for them. */
    public List<Field> asked() {
        return Stream.concat(groupBy.stream(), pattern.fields().stream()).toList();
    }

    /** The same with what its aliases mean. */
    public Stream<Field> named() {
        return Stream.concat(
                asked().stream().filter(field -> !aliases.containsKey(field.name())),
                aliases.values().stream().flatMap(byRule -> byRule.values().stream()));
    }

    /** What a field, or an alias, means in the events of one of its rules. */
    public Field fieldIn(Field field, String ruleId, @Nullable String ruleName) {
        Map<String, Field> byRule = aliases.getOrDefault(field.name(), Map.of());
        Field aliased = byRule.get(ruleId);
        if (aliased == null && ruleName != null) {
            aliased = byRule.get(ruleName);
        }
        return aliased == null ? field : aliased;
    }
}
