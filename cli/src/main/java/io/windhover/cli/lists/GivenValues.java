package io.windhover.cli.lists;

import io.windhover.cli.output.IssueDrawing;
import io.windhover.cli.output.SafeText;
import io.windhover.cli.output.Terminal;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListKey;
import io.windhover.schemas.ListEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Values of one list as a command line names them: each by itself, or all of a file. */
final class GivenValues {
    @Parameters(index = "0", paramLabel = "LIST", description = "Name of the list, as rules write it behind lookup.")
    @SuppressWarnings("NullAway.Init") // Set by picocli.
    private String list;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "VALUE",
            description = "IP addresses, networks (203.0.113.0/24) or any other text.")
    private List<String> values = List.of();

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Take the values of a file, or of standard input (-): one a line, # begins a comment. A .yml file"
                            + " is a YAML list of values, or of maps with value, expires, owner, confidence, source and comment.")
    private @Nullable String file;

    String list() {
        return list;
    }

    boolean isEmpty() {
        return values.isEmpty() && file == null;
    }

    /** The values as entries; empty after a mistake, which is shown. */
    Optional<List<ListEntry>> entries(Terminal terminal) {
        List<ListEntry> entries = new ArrayList<>();
        boolean good = true;
        for (String value : values) {
            good &= add(value, entries, terminal);
        }
        if (file != null) {
            ListFile read = ListFile.read(file, list, terminal.in());
            read.issues().forEach(issue -> terminal.err().line(IssueDrawing.of(issue, read.source(), terminal.err())));
            good &= read.issues().isEmpty();
            entries.addAll(read.entries());
        }
        return good ? Optional.of(entries) : Optional.empty();
    }

    private boolean add(String value, List<ListEntry> entries, Terminal terminal) {
        try {
            ListKey key = ListKey.of(list, value, "");
            entries.add(ListEntry.newBuilder()
                    .setList(list)
                    .setValue(value)
                    .setKind(key.value().kind())
                    .build());
            return true;
        } catch (InvalidListEntryException e) {
            String hint = e.suggestion().map(text -> " " + text).orElse("");
            terminal.err().line(SafeText.line(value, 100) + ": error: " + e.reason() + SafeText.line(hint));
            return false;
        }
    }
}
