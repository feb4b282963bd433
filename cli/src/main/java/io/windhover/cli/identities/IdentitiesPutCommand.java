package io.windhover.cli.identities;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.cluster.SecuredCommand;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.identities.IdentitiesTopic;
import io.windhover.detector.identities.Identity;
import io.windhover.detector.identities.InvalidIdentityException;
import io.windhover.detector.rights.Part;
import io.windhover.schemas.IdentityEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code windhover identities put}. */
@Command(
        name = "put",
        description = {
            "Say under which names logs know a person, or in which domains an e-mail address is one.",
            "",
            "From the next event on, entity.principal is the person where the log has one of the names as its principal, or"
                    + " as the login that a directory (Okta, Entra, Microsoft 365, GitHub's single sign-on) gives beside it."
                    + " A name that was put before, for whomever, is replaced."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:put", "1:nothing was put, because names are wrong", "2:no connection, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover identities put --config windhover.yml ada@falcon.example 00uada1 github.com/ada-kestrel",
            "  windhover identities put --config windhover.yml --domain falcon.example"
        })
public final class IdentitiesPutCommand implements Callable<Integer>, SecuredCommand {
    private final Terminal terminal;
    private final InstantSource clock;

    @Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PERSON", description = "Who it is: an e-mail address, best.")
    private @Nullable String person;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "NAME",
            description = "Principals or logins of the person, as alerts show them.")
    private List<String> names = List.of();

    @Option(
            names = "--domain",
            paramLabel = "DOMAIN",
            description =
                    "E-mail addresses of this domain are people: the same address is the same person in every log.")
    private List<String> domains = List.of();

    @Option(names = "--owner", paramLabel = "NAME", description = "Who answers for the entries.")
    private @Nullable String owner;

    @Option(names = "--comment", paramLabel = "TEXT", description = "How it is known.")
    private @Nullable String comment;

    public IdentitiesPutCommand(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Needs needs() {
        return Needs.of(options.cluster(), Part.IDENTITIES);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (person == null ? domains.isEmpty() : names.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "Name a person and some of their names, or a domain with --domain");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        List<IdentityEntry> entries = new ArrayList<>();
        names.forEach(name -> entries.add(entry(name, person, now)));
        domains.forEach(domain -> entries.add(entry(domain.startsWith("@") ? domain : "@" + domain, null, now)));
        boolean good = true;
        for (IdentityEntry entry : entries) {
            good &= check(entry);
        }
        if (!good) {
            terminal.err().line("Nothing was put.");
            return ExitCode.FOUND;
        }
        Cluster cluster = options.cluster();
        String topic = cluster.topics().identities();
        cluster.requireTopic(topic);
        int put = put(entries, new IdentitiesTopic(cluster.kafka(), topic, cluster.registry()));
        terminal.out().line("Put " + Counts.of(put, "entry", "entries") + ".");
        return ExitCode.OK;
    }

    private IdentityEntry entry(String alias, @Nullable String of, Instant now) {
        return IdentityEntry.newBuilder()
                .setAlias(alias)
                .setPerson(of)
                .setOwner(owner)
                .setComment(comment)
                .setUpdated(now)
                .build();
    }

    private boolean check(IdentityEntry entry) {
        try {
            Identity.of(entry);
            return true;
        } catch (InvalidIdentityException e) {
            terminal.err().line(SafeText.line(entry.getAlias(), 100) + ": error: " + e.reason());
            return false;
        }
    }

    private static int put(List<IdentityEntry> entries, IdentitiesTopic topic) throws InterruptedException {
        try {
            return topic.put(entries);
        } catch (InvalidIdentityException e) {
            throw new IllegalStateException("the entries were checked with the same check", e);
        }
    }
}
