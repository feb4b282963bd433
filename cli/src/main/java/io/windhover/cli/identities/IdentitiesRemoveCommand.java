package io.windhover.cli.identities;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.identities.IdentitiesTopic;
import io.windhover.detector.identities.Identity;
import io.windhover.detector.identities.InvalidIdentityException;
import io.windhover.detector.rights.Part;
import io.windhover.schemas.IdentityEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windhover identities remove}. */
@Command(
        name = "remove",
        description = "Take back what was put: names, domains, or all names of a person.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done, also if nothing of it stood there", "2:no connection, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover identities remove --config windhover.yml github.com/ada-kestrel @falcon.example",
            "  windhover identities remove --config windhover.yml --person ada@falcon.example"
        })
public final class IdentitiesRemoveCommand implements Callable<Integer>, SecuredCommand {
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Names of people, or @ and a domain.")
    private List<String> names = List.of();

    @Option(names = "--person", paramLabel = "PERSON", description = "All names of this person.")
    private @Nullable String person;

    public IdentitiesRemoveCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Needs needs() {
        return Needs.of(options.cluster(), Part.IDENTITIES);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (names.isEmpty() == (person == null)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "Name what to remove, or say --person");
        }
        Set<String> named = new HashSet<>();
        names.forEach(name -> named.add(key(name)));
        Cluster cluster = options.cluster();
        cluster.requireTopic(cluster.topics().identities());
        IdentitiesTopic topic =
                new IdentitiesTopic(cluster.kafka(), cluster.topics().identities(), cluster.registry());
        List<String> removed = topic.read().stream()
                .filter(entry -> person == null || person.equals(entry.getPerson()))
                .map(IdentityEntry::getAlias)
                .map(this::key)
                .filter(key -> person != null || named.contains(key))
                .toList();
        topic.remove(removed);
        terminal.out().line("Removed " + Counts.of(removed.size(), "entry", "entries") + ".");
        return ExitCode.OK;
    }

    private String key(String alias) {
        try {
            return Identity.key(alias);
        } catch (InvalidIdentityException e) {
            throw new CommandLine.ParameterException(spec.commandLine(), e.reason(), e);
        }
    }
}
