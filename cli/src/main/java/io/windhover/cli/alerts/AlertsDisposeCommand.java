package io.windhover.cli.alerts;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.alerts.AlertsTopic;
import io.windhover.detector.dispositions.DispositionCheck;
import io.windhover.detector.dispositions.DispositionsTopic;
import io.windhover.detector.rights.Part;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertStatus;
import io.windhover.schemas.Disposition;
import io.windhover.schemas.Verdict;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windhover alerts dispose}. */
@Command(
        name = "dispose",
        description = {
            "Say how far you are with an alert, and what it turned out to be.",
            "",
            "Running detectors write the alert again with it. An alert that is closed as benign or as a false positive is told"
                    + " no more while its cause goes on, counts no longer towards risk, and what a baseline found new in it"
                    + " is usual from then on."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:written", "1:there is no such alert", "2:no connection, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover alerts dispose --config windhover.yml 5f2b… --verdict benign --note 'new office in Porto'",
            "  windhover alerts dispose --config windhover.yml 5f2b… --status in_progress --assignee ada@falcon.example"
        })
public final class AlertsDisposeCommand implements Callable<Integer>, SecuredCommand {
    private final Terminal terminal;
    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Parameters(paramLabel = "ALERT", description = "The alert's uid: 32 hexadecimal digits.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String uid;

    @Mixin
    private Decision decision = new Decision();

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            description = "Whom the alert is about, exactly as it has it; without it, the alerts topic is searched.")
    private @Nullable String entity;

    public AlertsDisposeCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    /** What is decided. */
    static final class Decision {
        @Option(
                names = "--status",
                paramLabel = "STATUS",
                description = "new, in_progress, suppressed, resolved, archived; with a verdict, resolved unless said.")
        private @Nullable AlertStatus status;

        @Option(
                names = "--verdict",
                paramLabel = "VERDICT",
                description = "true_positive, false_positive, benign, suspicious, disregard, test, insufficient_data,"
                        + " security_risk, managed_externally, duplicate, unknown.")
        private @Nullable Verdict verdict;

        @Option(names = "--assignee", paramLabel = "NAME", description = "Who looks at it.")
        private @Nullable String assignee;

        @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
        private @Nullable String note;

        @Option(
                names = "--analyst",
                paramLabel = "NAME",
                description = "Who decides; without it, the name of this machine's user.")
        private @Nullable String analyst;

        boolean isEmpty() {
            return status == null && verdict == null && assignee == null;
        }

        Disposition about(String alert, String entity, Instant now) {
            AlertStatus otherwise =
                    verdict == null || verdict == Verdict.UNKNOWN ? AlertStatus.UNKNOWN : AlertStatus.RESOLVED;
            return Disposition.newBuilder()
                    .setAlertUid(alert)
                    .setEntity(entity)
                    .setStatus(status == null ? otherwise : status)
                    .setVerdict(verdict == null ? Verdict.UNKNOWN : verdict)
                    .setAssignee(assignee)
                    .setNote(note)
                    .setAnalyst(analyst == null ? System.getProperty("user.name") : analyst)
                    .setDecided(now)
                    .build();
        }
    }

    @Override
    public Needs needs() {
        return Needs.of(options.cluster(), Part.ANALYST);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (decision.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Say what is decided: --status, --verdict or --assignee");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        DispositionCheck.mistake(decision.about(uid, entity == null ? "-" : entity, now))
                .ifPresent(mistake -> {
                    throw new CommandLine.ParameterException(spec.commandLine(), "Wrong decision: " + mistake);
                });
        Cluster cluster = options.cluster();
        cluster.requireTopic(cluster.topics().dispositions());
        String about = entity;
        if (about == null) {
            cluster.requireTopic(cluster.topics().alerts());
            Optional<Alert> alert =
                    new AlertsTopic(cluster.kafka(), cluster.topics().alerts(), cluster.registry()).find(uid);
            if (alert.isEmpty()) {
                terminal.err().line(SafeText.line("There is no alert '" + uid + "'.", 200));
                return ExitCode.FOUND;
            }
            about = alert.get().getEntity();
        }
        Disposition disposition = decision.about(uid, about, now);
        new DispositionsTopic(cluster.kafka(), cluster.topics().dispositions(), cluster.registry()).put(disposition);
        terminal.out().line(said(disposition));
        return ExitCode.OK;
    }

    private static String said(Disposition disposition) {
        String status = disposition.getStatus() == AlertStatus.UNKNOWN ? "" : " " + word(disposition.getStatus());
        String verdict = disposition.getVerdict() == Verdict.UNKNOWN ? "" : " " + word(disposition.getVerdict());
        String assignee = disposition.getAssignee() == null ? "" : " for " + disposition.getAssignee();
        return SafeText.line(disposition.getAlertUid() + ":" + status + verdict + assignee, 400);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
