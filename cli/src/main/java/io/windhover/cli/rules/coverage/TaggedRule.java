package io.windhover.cli.rules.coverage;

import io.windhover.cli.attack.AttackTags;
import io.windhover.rules.CompiledRule;
import io.windhover.schemas.Level;
import java.util.Optional;

/** A rule and what its tags say of ATT&CK. */
record TaggedRule(CompiledRule rule, AttackTags attack) {
    static TaggedRule of(CompiledRule rule) {
        return new TaggedRule(rule, AttackTags.of(rule.reference().getTags()));
    }

    String title() {
        return rule.reference().getTitle();
    }

    Level level() {
        return rule.reference().getLevel();
    }

    String logSource() {
        return rule.logSource().toString();
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
