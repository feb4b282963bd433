package io.windhover.cli.connectors;

import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover connectors apply}. */
@Command(
        name = "apply",
        description = {
            "Make a Connect cluster run the connectors of some files, with their settings.",
            "",
            "A file is one JSON object of settings, the connector's name among them, as connectors.md shows them. What"
                    + " runs already as its file says is left alone; connectors of which there is no file are, too."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all connectors are set",
            "2:a file cannot be read, the worker refuses a connector or does not answer, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  windhover connectors apply --connect http://connect:8083 connectors/"})
public final class ConnectorsApplyCommand implements Callable<Integer> {
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final Duration lookInterval;

    @Option(
            names = "--connect",
            paramLabel = "URL",
            required = true,
            description = "The REST interface of one of the cluster's workers.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private URI worker;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "How long a worker that does not answer yet is waited for; default ${DEFAULT-VALUE}.")
    private int wait;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files, and folders of files that end in .json.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private List<Path> files;

    public ConnectorsApplyCommand(Terminal terminal) {
        this(terminal, LOOK_INTERVAL);
    }

    ConnectorsApplyCommand(Terminal terminal, Duration lookInterval) {
        this.terminal = terminal;
        this.lookInterval = lookInterval;
    }

    @Override
    public Integer call() throws InterruptedException {
        String scheme = worker.getScheme();
        if (!("http".equals(scheme) || "https".equals(scheme)) || worker.getHost() == null) {
            throw new Failure("--connect must be a URL such as http://connect:8083");
        }
        // All of them first: a mistake in the last one must not leave half of them applied.
        List<ConnectorFile> connectors = ConnectorFile.read(files);
        ConnectWorker connect = new ConnectWorker(worker, Duration.ofSeconds(Math.max(0, wait)), lookInterval);
        for (ConnectorFile connector : connectors) {
            boolean isNew = connect.put(connector);
            terminal.out().line((isNew ? "created " : "set ") + SafeText.line(connector.name()));
        }
        return ExitCode.OK;
    }
}
