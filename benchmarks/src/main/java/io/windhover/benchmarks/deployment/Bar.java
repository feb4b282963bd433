package io.windhover.benchmarks.deployment;

import io.windhover.cli.output.LastLineBar;
import io.windhover.cli.output.Progress;
import io.windhover.cli.output.Terminal;

/** Shows whoever watches a terminal how far a benchmark is; what it is about to do goes to standard error in any case. */
final class Bar {
    private final Terminal terminal = Terminal.ofProcess(System.getenv());

    /** Tells what begins. */
    void say(String what) {
        terminal.err().line(what);
    }

    /** Begins to count. */
    Progress of(String what, long total) {
        return terminal.err().isTerminal() ? LastLineBar.ofCount(terminal.err(), what, total) : Progress.NONE;
    }

    /** Prints a result. */
    void print(String text) {
        terminal.out().line(text);
    }
}
