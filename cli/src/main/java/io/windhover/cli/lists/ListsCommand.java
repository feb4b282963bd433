package io.windhover.cli.lists;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windhover lists}: only the name above its subcommands. */
@Command(
        name = "lists",
        description = "Keep the lists of values and networks that rules look values up in.",
        synopsisSubcommandLabel = "COMMAND")
public final class ListsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
