package io.windhover.rules;

import io.windhover.rules.json.MalformedJsonException;

/** Judges events by a {@link RuleSet}'s rules. Not thread-safe: one per thread. */
public final class RuleMatcher {
    RuleMatcher() {}

    /**
     * Reports every rule that matches, in the order of {@link RuleSet#rules()}, before it returns.
     *
     * @throws MalformedJsonException if the event is not valid JSON or is nested too deep; nothing was then reported
     */
    public void match(LogEvent event, MatchSink sink) throws MalformedJsonException {}
}
