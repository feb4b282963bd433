package io.windhover.rules;

/** Told of every match. */
@FunctionalInterface
public interface MatchSink {
    /** Called once for each rule that matches the event and alerts on its own. */
    void matched(CompiledRule rule, MatchedEvent event);

    /** Called for what stateful rules are to be told of the event. */
    default void observed(ObservedMatch observed) {}
}
