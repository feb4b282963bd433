package io.windhover.rules.source;

/** Whether an {@link Issue} keeps its rule from running. */
public enum Severity {
    /** The rule is refused. */
    ERROR,
    /** The rule runs, but perhaps not as its author thinks. */
    WARNING
}
