package io.windhover.rules;

/** Told of every match. */
@FunctionalInterface
public interface MatchSink {
    /** Called once for each rule that matches the event. */
    void matched(CompiledRule rule, MatchedEvent event);
}
