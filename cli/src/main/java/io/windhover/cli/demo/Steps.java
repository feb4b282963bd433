package io.windhover.cli.demo;

import io.windhover.cli.output.Colour;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.Screen;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** Shows what is being started: a line with a tick and its time when a step is done. Steps may run side by side. */
final class Steps {
    private static final int WIDTH = 44;

    private final Screen screen;

    Steps(Screen screen) {
        this.screen = screen;
    }

    /** Does a step and tells of it. */
    <T> T run(String what, Callable<T> step) throws Exception {
        return run(result -> what, step);
    }

    /** Does a step whose result has something to say. */
    <T> T run(Function<T, String> what, Callable<T> step) throws Exception {
        long begin = System.nanoTime();
        T result = step.call();
        done(what.apply(result), Duration.ofNanos(System.nanoTime() - begin));
        return result;
    }

    private synchronized void done(String what, Duration time) {
        String padding = " ".repeat(Math.max(1, WIDTH - what.length()));
        screen.line(screen.paint(Colour.GREEN, screen.symbol("\u2713", "+")) + " " + what + padding
                + screen.paint(Colour.DIM, Counts.time(time)));
    }
}
