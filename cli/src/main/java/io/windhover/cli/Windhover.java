package io.windhover.cli;

import io.windhover.cli.alerts.AlertsCommand;
import io.windhover.cli.alerts.AlertsDisposeCommand;
import io.windhover.cli.alerts.AlertsFollowCommand;
import io.windhover.cli.cases.RulesTestCommand;
import io.windhover.cli.connectors.ConnectorsApplyCommand;
import io.windhover.cli.connectors.ConnectorsCommand;
import io.windhover.cli.demo.DemoCommand;
import io.windhover.cli.detect.DetectCommand;
import io.windhover.cli.doctor.DoctorCommand;
import io.windhover.cli.identities.IdentitiesCommand;
import io.windhover.cli.identities.IdentitiesPutCommand;
import io.windhover.cli.identities.IdentitiesRemoveCommand;
import io.windhover.cli.identities.IdentitiesShowCommand;
import io.windhover.cli.lists.ListsCommand;
import io.windhover.cli.lists.ListsPutCommand;
import io.windhover.cli.lists.ListsRemoveCommand;
import io.windhover.cli.lists.ListsShowCommand;
import io.windhover.cli.output.LogFormat;
import io.windhover.cli.output.Logging;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.replay.ReplayCommand;
import io.windhover.cli.rules.RulesCheckCommand;
import io.windhover.cli.rules.RulesCommand;
import io.windhover.cli.rules.RulesKeygenCommand;
import io.windhover.cli.rules.RulesListCommand;
import io.windhover.cli.rules.RulesPublishCommand;
import io.windhover.cli.rules.backtest.RulesBacktestCommand;
import io.windhover.cli.rules.coverage.RulesCoverageCommand;
import io.windhover.cli.rules.explain.RulesExplainCommand;
import io.windhover.cli.run.RunCommand;
import io.windhover.cli.simulate.SimulateCommand;
import io.windhover.cli.stop.Stop;
import io.windhover.cli.topics.TopicsCommand;
import io.windhover.cli.topics.TopicsCreateCommand;
import io.windhover.cli.topics.TopicsRightsCommand;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code windhover} command. */
@Command(
        name = "windhover",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Detects threats in cloud, container and identity logs while they are being written.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nEnvironment:%n",
        footer = {
            "  JAVA_HOME               the Java that runs it, 17 or newer",
            "  WINDHOVER_HEAP          the heap's bound, 1g unless set",
            "  WINDHOVER_JAVA_OPTIONS  further options for Java",
            "  NO_COLOR                set to anything: no colours"
        })
public final class Windhover implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    private Windhover() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        int exitCode = commandLine(terminal, new Stop()).execute(arguments);
        terminal.out().writer().flush();
        terminal.err().writer().flush();
        System.exit(exitCode);
    }

    /**
     * The whole command line.
     *
     * @param stop ends commands that run until they are told to stop
     */
    static CommandLine commandLine(Terminal terminal, Stop stop) {
        CommandLine windhover = new CommandLine(new Windhover());
        CommandLine alerts = new CommandLine(new AlertsCommand());
        CommandLine connectors = new CommandLine(new ConnectorsCommand());
        CommandLine identities = new CommandLine(new IdentitiesCommand());
        CommandLine lists = new CommandLine(new ListsCommand());
        CommandLine rules = new CommandLine(new RulesCommand());
        CommandLine topics = new CommandLine(new TopicsCommand());
        windhover.addSubcommand(alerts);
        windhover.addSubcommand(connectors);
        windhover.addSubcommand(new DemoCommand(terminal, stop));
        windhover.addSubcommand(new DetectCommand(terminal));
        windhover.addSubcommand(new DoctorCommand(terminal));
        windhover.addSubcommand(identities);
        windhover.addSubcommand(lists);
        windhover.addSubcommand(rules);
        windhover.addSubcommand(new ReplayCommand(terminal, stop));
        windhover.addSubcommand(new RunCommand(stop));
        windhover.addSubcommand(new SimulateCommand(terminal, stop));
        windhover.addSubcommand(topics);
        alerts.addSubcommand(new AlertsFollowCommand(terminal, stop, Clock.systemUTC()));
        alerts.addSubcommand(new AlertsDisposeCommand(terminal, Clock.systemUTC()));
        connectors.addSubcommand(new ConnectorsApplyCommand(terminal));
        identities.addSubcommand(new IdentitiesPutCommand(terminal, Clock.systemUTC()));
        identities.addSubcommand(new IdentitiesRemoveCommand(terminal));
        identities.addSubcommand(new IdentitiesShowCommand(terminal));
        lists.addSubcommand(new ListsPutCommand(terminal, Clock.systemUTC()));
        lists.addSubcommand(new ListsRemoveCommand(terminal, Clock.systemUTC()));
        lists.addSubcommand(new ListsShowCommand(terminal));
        rules.addSubcommand(new RulesCheckCommand(terminal));
        rules.addSubcommand(new RulesTestCommand(terminal));
        rules.addSubcommand(new RulesListCommand(terminal));
        rules.addSubcommand(new RulesExplainCommand(terminal));
        rules.addSubcommand(new RulesCoverageCommand(terminal));
        rules.addSubcommand(new RulesBacktestCommand(terminal));
        rules.addSubcommand(new RulesKeygenCommand(terminal));
        rules.addSubcommand(new RulesPublishCommand(terminal));
        topics.addSubcommand(new TopicsCreateCommand(terminal));
        topics.addSubcommand(new TopicsRightsCommand(terminal));

        boolean coloured = terminal.out().isColoured() && terminal.err().isColoured();
        return windhover
                .setOut(terminal.out().writer())
                .setErr(terminal.err().writer())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUnmatchedOptionsAllowedAsOptionParameters(false)
                .setColorScheme(Help.defaultColorScheme(coloured ? Help.Ansi.ON : Help.Ansi.OFF))
                .setExecutionExceptionHandler(new FailureHandler(terminal.err()));
    }

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log what happens inside to standard error.")
    void setVerbose(boolean verbose) {
        if (verbose) {
            Logging.verbose();
        }
    }

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            scope = ScopeType.INHERIT,
            description = "How the log on standard error is written: ${COMPLETION-CANDIDATES}.")
    void setLogFormat(@Nullable LogFormat format) {
        if (format != null) {
            Logging.format(format);
        }
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Missing required subcommand");
    }
}
