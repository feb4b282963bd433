package io.windhover.cli.alerts;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.stop.Signals;
import io.windhover.cli.stop.Stop;
import io.windhover.cli.time.Moment;
import io.windhover.detector.alerts.AlertsReader;
import io.windhover.detector.alerts.AlertsTopic;
import io.windhover.detector.rights.Part;
import io.windhover.schemas.Alert;
import io.windhover.schemas.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code windhover alerts follow}. */
@Command(
        name = "follow",
        description = {
            "Print alerts as they are told, until Ctrl-C.",
            "",
            "Reads what is committed on the alerts topic, in no consumer group: several can follow, and none leaves anything"
                    + " behind. An alert that goes on, or about which somebody decides, is told again as an update of it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:ended by Ctrl-C, SIGTERM, --max, --until-now, or because nobody reads the output any more",
            "2:no connection, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover alerts follow --config windhover.yml --min-level high",
            "  windhover alerts follow --config windhover.yml --since 1h --until-now --json | jq -r .entity"
        })
public final class AlertsFollowCommand implements Callable<Integer>, SecuredCommand {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Terminal terminal;
    private final Stop stop;
    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Option(
            names = {"--min-level", "--level"},
            paramLabel = "LEVEL",
            description =
                    "Leave out alerts below: informational, low, medium, high or critical; default informational.")
    private Level minLevel = Level.INFORMATIONAL;

    @Option(names = "--rule", paramLabel = "ID", description = "Only alerts of this rule; may be given several times.")
    private List<String> rules = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Begin with what was told then: 30m, 1h or 2d ago, " + Moment.FORMS + "; without it, now.")
    private @Nullable String since;

    @Option(
            names = "--until-now",
            description = "End with what has been told by now; without --since, all that the topic has.")
    private boolean untilNow;

    @Option(names = "--max", paramLabel = "N", description = "End after so many records, alerts and updates.")
    private @Nullable Long max;

    @Option(
            names = "--json",
            description = {
                "One record a line, as a JSON object with alert, activity (create, update, close) and count. One that opens an"
                        + " alert has the fields of detect's --json too; any other first_time, last_time, entity, rule (id,"
                        + " title, level), status, verdict, assignee and merged_into."
            })
    private boolean json;

    public AlertsFollowCommand(Terminal terminal, Stop stop, InstantSource clock) {
        this.terminal = terminal;
        this.stop = stop;
        this.clock = clock;
    }

    @Override
    public Needs needs() {
        Cluster cluster = options.cluster();
        return Needs.of(cluster, Part.ANALYST).on(cluster.topics().alerts());
    }

    @Override
    public Integer call() throws InterruptedException {
        if (max != null && max < 1) {
            throw new ParameterException(spec.commandLine(), "--max must be at least 1, not " + max);
        }
        Instant begin = since == null ? null : begin(since);
        Cluster cluster = options.cluster();
        cluster.requireTopic(cluster.topics().alerts());
        AlertsTopic topic = new AlertsTopic(cluster.kafka(), cluster.topics().alerts(), cluster.registry());
        Signals signals = Signals.request(stop, STOP_PATIENCE, () -> {});
        try (AlertsReader reader =
                begin != null ? topic.from(begin) : untilNow ? topic.fromBeginning() : topic.fromEnd()) {
            follow(reader);
        } finally {
            signals.restore();
        }
        return ExitCode.OK;
    }

    private Instant begin(String text) {
        return Moment.before(clock.instant(), text)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--since takes 30m, 1h, 2d, " + Moment.FORMS + "; not '" + text + "'"));
    }

    private void follow(AlertsReader reader) {
        AlertLines lines = new AlertLines(terminal.out(), json, max == null ? Long.MAX_VALUE : max);
        while (!stop.isRequested() && !lines.isDone() && !(untilNow && reader.isAtEnd())) {
            AlertsReader.Batch batch = reader.poll(POLL);
            batch.unreadable().forEach(place -> terminal.err().line("No alert: " + SafeText.line(place)));
            Iterator<Alert> alerts =
                    batch.alerts().stream().filter(this::isWanted).iterator();
            while (alerts.hasNext() && !lines.isDone()) {
                lines.print(alerts.next());
            }
        }
        terminal.err().line(lines.summary());
    }

    private boolean isWanted(Alert alert) {
        return alert.getLevel().compareTo(minLevel) >= 0
                && (rules.isEmpty() || rules.contains(alert.getRule().getUid()));
    }
}
