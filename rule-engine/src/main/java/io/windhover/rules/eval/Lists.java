package io.windhover.rules.eval;

/** An operator's lists, which change while rules run. Must be safe to ask from several threads. */
@FunctionalInterface
public interface Lists {
    /** No list has any entry. */
    Lists NONE = (list, value) -> false;

    /** Whether a value, as the event writes it, stands in a list or lies in one of its networks. */
    boolean contains(String list, String value);
}
