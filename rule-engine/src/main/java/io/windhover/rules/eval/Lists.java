package io.windhover.rules.eval;

/** An operator's lists, which change while rules run. Must be safe to ask from several threads. */
@FunctionalInterface
public interface Lists {
    /** No list has any entry. */
    Lists NONE = (list, value) -> false;

    /** Whether a value of an event stands in a list, or lies in one of its networks, at the event's time. */
    boolean contains(String list, LookupValue value);
}
