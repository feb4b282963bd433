package io.windhover.cli.demo;

import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.stop.Stop;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code windhover demo}. */
@Command(name = "demo", description = "Show all of it in one process.")
public final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Stop stop;

    public DemoCommand(Terminal terminal, Stop stop) {
        this.terminal = terminal;
        this.stop = stop;
    }

    @Override
    public Integer call() {
        terminal.err().line("" + stop.isRequested());
        return ExitCode.OK;
    }
}
