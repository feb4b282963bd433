package io.windhover.cli.lists;

import io.windhover.cli.output.Counts;
import io.windhover.cli.output.Failure;
import io.windhover.cli.output.IssueDrawing;
import io.windhover.cli.output.Screen;
import io.windhover.rules.lists.InvalidListEntryException;
import io.windhover.rules.lists.ListIndex;
import io.windhover.rules.lists.ListKey;
import io.windhover.schemas.ListEntry;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that gives rules their lists from files. */
public final class ListOptions {
    @Option(
            names = "--lists",
            paramLabel = "FILE",
            description =
                    "Lists that rules look values up in: files, or folders of them. NAME.txt is the list NAME with one"
                            + " value or network a line; NAME.yml is a YAML list of values, or of maps with value and expires.")
    private List<Path> files = List.of();

    /** Whether the user named any. */
    public boolean areGiven() {
        return !files.isEmpty();
    }

    /**
     * Reads them all.
     *
     * @param err shows what is wrong with them
     * @throws Failure if a file cannot be read, or has anything wrong
     */
    public ListIndex read(Screen err) {
        ListIndex index = new ListIndex(Integer.MAX_VALUE);
        int errors = 0;
        for (Path file : files) {
            for (ListFile list : ListFile.readAll(file)) {
                list.issues().forEach(issue -> err.line(IssueDrawing.of(issue, list.source(), err)));
                errors += list.issues().size();
                list.entries().forEach(entry -> put(index, entry));
            }
        }
        if (errors > 0) {
            throw new Failure("the lists have " + Counts.of(errors, "error"));
        }
        return index;
    }

    private static void put(ListIndex index, ListEntry entry) {
        try {
            index.put(ListKey.of(entry), entry.getExpires());
        } catch (InvalidListEntryException e) {
            throw new IllegalStateException("the file was read with the same check", e);
        }
    }
}
