package io.windhover.cli.lists;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import io.windhover.cli.time.Moment;
import io.windhover.detector.lists.ListsTopic;
import io.windhover.detector.rights.Part;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.schemas.ListEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code windhover lists put}. */
@Command(
        name = "put",
        description = {
            "Put values into a list.",
            "",
            "Running detectors look the next event up in it; nothing has to be restarted, and no rule is compiled again. A"
                    + " value that the same source has put there before is replaced, one of another source stays beside"
                    + " it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:put",
            "1:nothing was put, because values are wrong",
            "2:the file cannot be read, no connection, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover lists put --config windhover.yml vpn 198.51.100.0/24 --owner network-team",
            "  windhover lists put --config windhover.yml iocs --from feed.txt --source feed --expires 30d"
        })
public final class ListsPutCommand implements Callable<Integer>, SecuredCommand {
    private final Terminal terminal;
    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Mixin
    private GivenValues values = new GivenValues();

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description =
                    "Events of this time and later are not concerned: 30d, 12h, 2026-12-31, 2026-12-31T18:00:00Z.")
    private @Nullable String expires;

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for the entries.")
    private @Nullable String owner;

    @Option(names = "--confidence", paramLabel = "0-100", description = "How sure the source is.")
    private @Nullable Integer confidence;

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Who says so: each source has entries of its own, and removes only these.")
    private @Nullable String source;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why the values stand there.")
    private @Nullable String comment;

    public ListsPutCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Needs needs() {
        return Needs.of(options.cluster(), Part.LISTS);
    }

    @Override
    public Integer call() throws InterruptedException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (values.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Name values, or a file with --from");
        }
        Optional<Instant> until = expires == null ? Optional.empty() : Optional.of(expiry(expires, now));
        Optional<List<ListEntry>> given = values.entries(terminal);
        if (given.isEmpty()) {
            terminal.err().line("Nothing was put.");
            return ExitCode.FOUND;
        }
        List<ListEntry> entries = given.get().stream()
                .map(entry -> complete(entry, until.orElse(null), now))
                .toList();
        Cluster cluster = options.cluster();
        String topic = cluster.topics().lists();
        cluster.requireTopic(topic);
        int put = put(entries, new ListsTopic(cluster.kafka(), topic, cluster.registry()));
        terminal.out()
                .line("Put " + Counts.of(put, "entry", "entries") + " into " + SafeText.line(values.list()) + ".");
        return ExitCode.OK;
    }

    /** The values were checked; what may be wrong yet is an option. */
    private int put(List<ListEntry> entries, ListsTopic topic) throws InterruptedException {
        try {
            return topic.put(entries);
        } catch (InvalidListEntryException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.reason(), e);
        }
    }

    /** What a file says of an entry goes before the options. */
    private ListEntry complete(ListEntry entry, @Nullable Instant until, Instant now) {
        ListEntry.Builder complete = ListEntry.newBuilder(entry).setUpdated(now);
        if (entry.getExpires() == null) {
            complete.setExpires(until);
        }
        if (entry.getOwner() == null) {
            complete.setOwner(owner);
        }
        if (entry.getConfidence() == null) {
            complete.setConfidence(confidence);
        }
        if (entry.getSource().isEmpty() && source != null) {
            complete.setSource(source);
        }
        if (entry.getComment() == null) {
            complete.setComment(comment);
        }
        return complete.build();
    }

    private Instant expiry(String text, Instant now) {
        return Moment.after(now, text)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        spec.commandLine(), "--expires takes 30d, 12h, " + Moment.FORMS + "; not '" + text + "'"));
    }
}
