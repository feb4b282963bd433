package io.windhover.cli.output;

/** What commands end with. */
public final class ExitCode {
    /** Nothing found, or done. */
    public static final int OK = 0;
    /** Something found: alerts, or rules with errors. */
    public static final int FOUND = 1;
    /** Could not be done: wrong usage, unreadable input, no connection. */
    public static final int FAILED = 2;
    /** Ended by Ctrl-C before it was done, as shells have it. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}
