package io.windhover.cli.rules.coverage;

import io.windhover.rules.LoadedRule;
import io.windhover.rules.RuleSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What of ATT&CK some rules cover. A rule counts for each tactic and technique that it names; a technique's rules are not
 * those of its sub-techniques.
 *
 * @param rules all of them, by title
 */
record Coverage(List<TaggedRule> rules) {
    /** Of the rules that alert. */
    static Coverage of(RuleSet rules) {
        return new Coverage(rules.all().stream()
                .filter(LoadedRule::alerts)
                .map(rule -> TaggedRule.of(rules, rule))
                .sorted((a, b) -> a.title().compareTo(b.title()))
                .toList());
    }

    /** The rules' log sources, by name. */
    SortedSet<String> logSources() {
        return rules.stream()
                .flatMap(rule -> rule.logSources().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The rules of each tactic, by its name. */
    SortedMap<String, List<TaggedRule>> byTactic() {
        return grouped(rule -> rule.attack().tactics());
    }

    /** The rules of each technique, by its id. */
    SortedMap<String, List<TaggedRule>> byTechnique() {
        return grouped(rule -> rule.attack().techniques());
    }

    /** The rules whose tags name no tactic, or no technique. */
    List<TaggedRule> incomplete() {
        return rules.stream().filter(rule -> rule.lacks().isPresent()).toList();
    }

    /** How many of some rules there are for each log source. */
    static Map<String, Long> countByLogSource(List<TaggedRule> rules) {
        return rules.stream()
                .flatMap(rule -> rule.logSources().stream())
                .collect(Collectors.groupingBy(source -> source, TreeMap::new, Collectors.counting()));
    }

    private SortedMap<String, List<TaggedRule>> grouped(Function<TaggedRule, List<String>> names) {
        SortedMap<String, List<TaggedRule>> groups = new TreeMap<>();
        for (TaggedRule rule : rules) {
            for (String name : names.apply(rule)) {
                groups.merge(name, List.of(rule), Coverage::joined);
            }
        }
        return groups;
    }

    private static List<TaggedRule> joined(List<TaggedRule> some, List<TaggedRule> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
