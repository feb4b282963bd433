package io.windhover.rules;

import java.util.List;

/** Rules that are judged together; immutable and thread-safe. */
public final class RuleSet {
    private final List<CompiledRule> rules;

    RuleSet(List<CompiledRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** In the order of the files and of the documents in them. */
    public List<CompiledRule> rules() {
        return rules;
    }

    /** A matcher for one thread. It holds some 100 kB of buffers: make one a thread, not one an event. */
    public RuleMatcher newMatcher() {
        return new RuleMatcher();
    }
}
