package io.windhover.cli.lists;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.lists.ListsTopic;
import io.windhover.detector.rights.Part;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListKey;
import io.windhover.rules.lists.ListValue;
import io.windhover.schemas.ListEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code windhover lists remove}. */
@Command(
        name = "remove",
        description = {
            "Take values out of a list.",
            "",
            "Takes out what all sources say of them, or with --source only what that one says: the value then still stands"
                    + " in the list if another source has it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done, also if nothing of it stood there",
            "1:nothing was removed, because values are wrong",
            "2:the file cannot be read, no connection, wrong usage"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover lists remove --config windhover.yml vpn 198.51.100.0/24",
            "  windhover lists remove --config windhover.yml iocs --all --source feed",
            "  windhover lists remove --config windhover.yml iocs --expired"
        })
public final class ListsRemoveCommand implements Callable<Integer>, SecuredCommand {
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

    @Option(names = "--source", paramLabel = "NAME", description = "Only what this source says.")
    private @Nullable String source;

    @Option(names = "--all", description = "Every value of the list.")
    private boolean all;

    @Option(
            names = "--expired",
            description = "Every value that has expired. Keep those that events which come late are to find.")
    private boolean expired;

    public ListsRemoveCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Needs needs() {
        return Needs.of(options.cluster(), Part.LISTS);
    }

    @Override
    public Integer call() throws InterruptedException {
        int ways = (values.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (expired ? 1 : 0);
        if (ways != 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Name values, or a file with --from, or say --all or --expired; one of these");
        }
        Optional<List<ListEntry>> given = values.entries(terminal);
        if (given.isEmpty()) {
            terminal.err().line("Nothing was removed.");
            return ExitCode.FOUND;
        }
        Set<ListValue> named = new HashSet<>();
        given.get().forEach(entry -> named.add(key(entry).value()));
        Cluster cluster = options.cluster();
        cluster.requireTopic(cluster.topics().lists());
        ListsTopic topic = new ListsTopic(cluster.kafka(), cluster.topics().lists(), cluster.registry());
        Instant now = clock.instant();
        List<ListKey> removed = topic.read().stream()
                .filter(entry -> entry.getList().equals(values.list()))
                .filter(entry -> source == null || entry.getSource().equals(source))
                .filter(entry -> !expired
                        || (entry.getExpires() != null && !entry.getExpires().isAfter(now)))
                .map(ListsRemoveCommand::key)
                .filter(key -> all || expired || named.contains(key.value()))
                .toList();
        topic.remove(removed);
        terminal.out()
                .line("Removed " + Counts.of(removed.size(), "entry", "entries") + " from "
                        + SafeText.line(values.list()) + ".");
        return ExitCode.OK;
    }

    private static ListKey key(ListEntry entry) {
        try {
            return ListKey.of(entry);
        } catch (InvalidListEntryException e) {
            throw new IllegalStateException("the entry was read with the same check", e);
        }
    }
}
