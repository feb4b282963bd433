package io.windhover.cli.connectors;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windhover connectors}: only the name above its subcommands. */
@Command(
        name = "connectors",
        description = "Tell Kafka Connect which connectors to run.",
        synopsisSubcommandLabel = "COMMAND")
public final class ConnectorsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
