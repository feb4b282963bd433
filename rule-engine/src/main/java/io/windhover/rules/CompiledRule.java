package io.windhover.rules;

import io.windhover.rules.ir.FeedingRule;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.source.Position;
import io.windhover.schemas.RuleReference;
import java.util.List;
import java.util.Optional;

/** One rule of a {@link RuleSet}; immutable. */
public final class CompiledRule implements LoadedRule {
    private final FeedingRule feeding;
    private final Rule rule;
    private final boolean alerts;
    private final List<CompiledStatefulRule> told;

    /**
     * Makes a rule.
     *
     * @param alerts whether it alerts on its own
     * @param told the stateful rules that are told of its matches, in the order of its feeds
     */
    CompiledRule(FeedingRule feeding, boolean alerts, List<CompiledStatefulRule> told) {
        this.feeding = feeding;
        this.rule = feeding.rule();
        this.alerts = alerts;
        this.told = List.copyOf(told);
    }

    FeedingRule feeding() {
        return feeding;
    }

    Rule rule() {
        return rule;
    }

    /** Whether a match is an alert by itself; else only stateful rules look at it. */
    @Override
    public boolean alerts() {
        return alerts;
    }

    /** The stateful rules that are told of its matches. */
    @Override
    public List<CompiledStatefulRule> told() {
        return told;
    }

    /** What travels with its findings and alerts. */
    @Override
    public RuleReference reference() {
        return rule.reference();
    }

    /** How other documents may call it beside its id. */
    @Override
    public Optional<String> name() {
        return Optional.ofNullable(rule.name());
    }

    /** The logs it is for. */
    public LogSourcePattern logSource() {
        return rule.logSource();
    }

    /** Name of the {@link io.windhover.rules.source.SourceFile} it stands in. */
    @Override
    public String file() {
        return rule.file();
    }

    /** Where its document begins. */
    @Override
    public Position position() {
        return rule.position();
    }

    @Override
    public String toString() {
        return reference().getUid() + " (" + file() + ":" + position() + ")";
    }
}
