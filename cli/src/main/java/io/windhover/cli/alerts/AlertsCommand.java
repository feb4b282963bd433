package io.windhover.cli.alerts;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windhover alerts}: only the name above its subcommands. */
@Command(name = "alerts", description = "Read alerts, and decide about them.", synopsisSubcommandLabel = "COMMAND")
public final class AlertsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
