package io.windhover.detector.ruleset;

import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The rule set of one detector: written by the thread that follows the rules topic, read by every match task for each
 * event. A swap is one volatile write, so an event is judged by one whole set or by the other.
 */
public final class ActiveRules {
    private final CopyOnWriteArrayList<Consumer<RuleSetChange>> listeners = new CopyOnWriteArrayList<>();
    private volatile ActiveRuleSet current;

    /**
     * Begins with a set.
     *
     * @param initial judges until the first manifest was read
     */
    public ActiveRules(ActiveRuleSet initial) {
        this.current = initial;
    }

    /** The set that judges now. */
    public ActiveRuleSet current() {
        return current;
    }

    /** Has {@code listener} told of every later change, on the thread that follows the rules topic. */
    public void onChange(Consumer<RuleSetChange> listener) {
        listeners.add(listener);
    }

    void apply(RuleSetChange change) {
        if (change instanceof RuleSetChange.Activated activated) {
            current = activated.active();
        }
        listeners.forEach(listener -> listener.accept(change));
    }
}
