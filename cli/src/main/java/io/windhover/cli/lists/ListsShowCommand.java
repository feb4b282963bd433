package io.windhover.cli.lists;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.cluster.ClusterOptions;
import io.windhover.cli.output.Counts;
import io.windhover.cli.output.ExitCode;
import io.windhover.cli.output.JsonLines;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Table;
import io.windhover.cli.output.Terminal;
import io.windhover.detector.lists.ListsTopic;
import io.windhover.rules.source.Nearest;
import io.windhover.schemas.ListEntry;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windhover lists show}. */
@Command(
        name = "show",
        description = "Show what stands in the lists, or in one of them.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:shown", "1:there is no such list", "2:no connection, wrong usage"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  windhover lists show --config windhover.yml",
            "  windhover lists show --config windhover.yml --json iocs | jq -r .value"
        })
public final class ListsShowCommand implements Callable<Integer> {
    private static final int LONGEST_VALUE = 80;

    private final Terminal terminal;

    @ArgGroup(multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private ClusterOptions options;

    @Parameters(paramLabel = "LIST", arity = "0..1", description = "The list; without it, all.")
    private @Nullable String list;

    @Option(
            names = "--json",
            description = "One entry a line: list, value, kind, source, expires, owner, confidence, comment, updated.")
    private boolean json;

    public ListsShowCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Cluster cluster = options.cluster();
        cluster.requireTopic(cluster.topics().lists());
        List<ListEntry> all = new ListsTopic(cluster.kafka(), cluster.topics().lists(), cluster.registry()).read();
        List<ListEntry> shown = all.stream()
                .filter(entry -> list == null || entry.getList().equals(list))
                .toList();
        if (list != null && shown.isEmpty()) {
            Set<String> names = new TreeSet<>();
            all.forEach(entry -> names.add(entry.getList()));
            String hint = Nearest.question(list, names).map(text -> " " + text).orElse("");
            terminal.err().line(SafeText.line("There is no list '" + list + "'." + hint));
            return ExitCode.FOUND;
        }
        if (json) {
            shown.forEach(entry -> terminal.out().writer().println(json(entry)));
        } else if (!shown.isEmpty()) {
            table(shown);
        }
        terminal.out().writer().flush();
        long lists = shown.stream().map(ListEntry::getList).distinct().count();
        terminal.err().line(Counts.of(shown.size(), "entry", "entries") + " in " + Counts.of(lists, "list"));
        return ExitCode.OK;
    }

    private void table(List<ListEntry> entries) {
        Table table = new Table(List.of("LIST", "VALUE", "EXPIRES", "SOURCE", ">CONFIDENCE", "OWNER", "COMMENT"));
        for (ListEntry entry : entries) {
            table.row(List.of(
                    SafeText.line(entry.getList()),
                    SafeText.line(entry.getValue(), LONGEST_VALUE),
                    cell(entry.getExpires()),
                    cell(entry.getSource()),
                    cell(entry.getConfidence()),
                    cell(entry.getOwner()),
                    cell(entry.getComment())));
        }
        table.print(terminal.out());
    }

    private static String cell(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        return text.isEmpty() ? "-" : SafeText.line(text, LONGEST_VALUE);
    }

    private static String json(ListEntry entry) {
        return JsonLines.line(json -> {
            json.writeStringField("list", entry.getList());
            json.writeStringField("value", entry.getValue());
            json.writeStringField("kind", entry.getKind().name().toLowerCase(Locale.ROOT));
            JsonLines.text(json, "source", entry.getSource().isEmpty() ? null : entry.getSource());
            JsonLines.text(json, "expires", text(entry.getExpires()));
            JsonLines.text(json, "owner", entry.getOwner());
            if (entry.getConfidence() != null) {
                json.writeNumberField("confidence", entry.getConfidence());
            }
            JsonLines.text(json, "comment", entry.getComment());
            json.writeStringField("updated", entry.getUpdated().toString());
        });
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
