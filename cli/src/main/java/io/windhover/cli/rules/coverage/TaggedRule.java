package io.windhover.cli.rules.coverage;

import io.windhover.cli.attack.AttackTags;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.RuleSet;
import io.windhover.schemas.Level;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A rule and what its tags say of ATT&CK.
 *
 * @param logSources the logs that it is for, or of the rules that it looks at
 */
record TaggedRule(LoadedRule rule, SortedSet<String> logSources, AttackTags attack) {
    static TaggedRule of(RuleSet rules, LoadedRule rule) {
        SortedSet<String> logSources = rules.judgesOf(rule).stream()
                .map(judge -> judge.logSource().toString())
                .collect(Collectors.toCollection(TreeSet::new));
        return new TaggedRule(rule, logSources, AttackTags.of(rule.reference().getTags()));
    }

    String title() {
        return rule.reference().getTitle();
    }

    Level level() {
        return rule.reference().getLevel();
    }

    /** What its tags lack; empty if they name a tactic and a technique. */
    Optional<String> lacks() {
        boolean tactic = !attack.tactics().isEmpty();
        boolean technique = !attack.techniques().isEmpty();
        if (tactic && technique) {
            return Optional.empty();
        }
        return Optional.of(technique ? "tactic" : tactic ? "technique" : "tactic and technique");
    }
}
