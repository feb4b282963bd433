package io.windhover.cli.identities;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windhover identities}: only the name above its subcommands. */
@Command(
        name = "identities",
        description = "Join the names under which logs know one person.",
        synopsisSubcommandLabel = "COMMAND")
public final class IdentitiesCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
