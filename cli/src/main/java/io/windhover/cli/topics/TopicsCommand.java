package io.windhover.cli.topics;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code windhover topics}: only the name above its subcommands. */
@Command(
        name = "topics",
        description = "Create the topics that the detector reads and writes, and say who needs which rights on them.",
        synopsisSubcommandLabel = "COMMAND")
public final class TopicsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
