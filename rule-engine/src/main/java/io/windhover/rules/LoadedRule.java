package io.windhover.rules;

import io.windhover.rules.source.Position;
import io.windhover.schemas.RuleReference;
import java.util.List;
import java.util.Optional;

/** A rule of a {@link RuleSet}, whether it judges one event or remembers. */
public sealed interface LoadedRule permits CompiledRule, CompiledStatefulRule {
    /** What travels with its findings and alerts. */
    RuleReference reference();

    /** How other documents may call it beside its id. */
    Optional<String> name();

    /** Whether it alerts on its own; else only stateful rules look at it. */
    boolean alerts();

    /** The stateful rules that look at it. */
    List<CompiledStatefulRule> told();

    /** Name of the {@link io.windhover.rules.source.SourceFile} it stands in. */
    String file();

    /** Where its document begins. */
    Position position();

    /** Whether this is its id, its name or its title. */
    default boolean isCalled(String word) {
        return word.equals(reference().getUid())
                || word.equals(name().orElse(null))
                || word.equals(reference().getTitle());
    }
}
