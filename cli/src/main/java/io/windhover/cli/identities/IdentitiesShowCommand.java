package io.windhover.cli.identities;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Table;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.identities.IdentitiesTopic;
import io.windhover.schemas.IdentityEntry;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover identities show}. */
@Command(
        name = "show",
        description = "Show who is known under which names, and which domains' addresses are people.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:nothing is known of that name", "2:no connection, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover identities show --config windhover.yml",
            "  windhover identities show --config windhover.yml --json ada@falcon.example | jq -r .alias"
        })
public final class IdentitiesShowCommand implements Callable<Integer> {
    private static final int LONGEST_CELL = 80;

    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "A person, or a name of one; without it, all.")
    private @Nullable String name;

    @Option(names = "--json", description = "One entry a line: person, alias, owner, comment, updated.")
    private boolean json;

    public IdentitiesShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Cluster cluster = options.cluster();
        cluster.requireTopic(cluster.topics().identities());
        List<IdentityEntry> shown = new IdentitiesTopic(
                        cluster.kafka(), cluster.topics().identities(), cluster.registry())
                .read().stream()
                        .filter(entry -> name == null
                                || name.equals(entry.getPerson())
                                || name.equalsIgnoreCase(entry.getAlias()))
                        .toList();
        if (name != null && shown.isEmpty()) {
            terminal.err().line(SafeText.line("Nothing is known of '" + name + "'."));
            return ExitCode.FOUND;
        }
        if (json) {
            shown.forEach(entry -> terminal.out().writer().println(json(entry)));
        } else if (!shown.isEmpty()) {
            table(shown);
        }
        terminal.out().writer().flush();
        terminal.err().line(Counts.of(shown.size(), "entry", "entries"));
        return ExitCode.OK;
    }

    private void table(List<IdentityEntry> entries) {
        Table table = new Table(List.of("PERSON", "NAME", "OWNER", "COMMENT"));
        for (IdentityEntry entry : entries) {
            table.row(List.of(
                    cell(entry.getPerson()), cell(entry.getAlias()), cell(entry.getOwner()), cell(entry.getComment())));
        }
        table.print(terminal.out());
    }

    private static String cell(@Nullable String text) {
        return text == null || text.isEmpty() ? "-" : SafeText.line(text, LONGEST_CELL);
    }

    private static String json(IdentityEntry entry) {
        return JsonLines.line(json -> {
            JsonLines.text(json, "person", entry.getPerson());
            json.writeStringField("alias", entry.getAlias());
            JsonLines.text(json, "owner", entry.getOwner());
            JsonLines.text(json, "comment", entry.getComment());
            json.writeStringField("updated", entry.getUpdated().toString());
        });
    }
}
