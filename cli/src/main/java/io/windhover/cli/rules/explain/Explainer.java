package io.windhover.cli.rules.explain;

import io.windhover.cli.events.EventReader;
import io.windhover.cli.events.ReadEvent;
import io.windhover.cli.output.Progress;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.MatchedEvent;
import io.windhover.rules.RuleSet;
import io.windhover.rules.eval.Lists;
import io.windhover.rules.json.MalformedJsonException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Waits for one event and has the rule set judge and explain it. */
final class Explainer implements EventReader.Judge {
    private final RuleSet rules;
    private final CompiledRule rule;
    private final Lists lists;
    private final EventChoice choice;
    private @Nullable Explained explained;

    Explainer(RuleSet rules, CompiledRule rule, Lists lists, EventChoice choice) {
        this.rules = rules;
        this.rule = rule;
        this.lists = lists;
        this.choice = choice;
    }

    @Override
    public void judge(ReadEvent event, Progress progress) throws MalformedJsonException {
        if (choice.isMeant(event)) {
            explained = new Explained(
                    rule,
                    event.place(),
                    event.normalised(),
                    event.isTimed(),
                    rule.logSource().matches(event.logSource()),
                    matched(event),
                    rules.explain(rule, event, lists));
        }
    }

    @Override
    public boolean isDone() {
        return explained != null;
    }

    Optional<Explained> explained() {
        return Optional.ofNullable(explained);
    }

    /** Judged as the detector does, all rules at once and by their witnesses. */
    private Optional<MatchedEvent> matched(ReadEvent event) throws MalformedJsonException {
        if (!rule.alerts()) {
            // The matcher tells of one that only others look at no more than they ask for.
            String principal = event.normalised().getActor().getPrincipal();
            return rules.explain(rule, event, lists).holds()
                    ? Optional.of(new MatchedEvent(
                            rule.reference().getLevel(), principal == null ? "" : principal, "", Map.of()))
                    : Optional.empty();
        }
        AtomicReference<@Nullable MatchedEvent> match = new AtomicReference<>();
        rules.newMatcher(lists).match(event, (each, matched) -> {
            if (each.equals(rule)) {
                match.set(matched);
            }
        });
        return Optional.ofNullable(match.get());
    }
}
