package io.windhover.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of text under a heading. Cells are to be safe already: see {@link SafeText}.
 *
 * <p>A heading that begins with {@code >} sets its column flush right, as numbers stand.
 */
public final class Table {
    private static final String RIGHT = ">";
    private static final int GAP = 2;

    private final List<Boolean> right;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(List<String> headings) {
        this.right = headings.stream().map(heading -> heading.startsWith(RIGHT)).toList();
        rows.add(headings.stream()
                .map(heading -> heading.startsWith(RIGHT) ? heading.substring(1) : heading)
                .toList());
    }

    /** Adds a row with a cell for each heading. */
    public void row(List<String> cells) {
        if (cells.size() != right.size()) {
            throw new IllegalArgumentException("expected " + right.size() + " cells: " + cells);
        }
        rows.add(List.copyOf(cells));
    }

    /** Prints the heading in bold and the rows below it. */
    public void print(Screen screen) {
        int[] widths = IntStream.range(0, right.size()).map(this::width).toArray();
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            screen.writer().println(i == 0 ? screen.paint(Colour.BOLD, line) : line);
        }
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> points(row.get(column))).max().orElse(0);
    }

    private String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            String cell = cells.get(i);
            String blank = " ".repeat(widths[i] - points(cell));
            line.append(right.get(i) ? blank + cell : cell + blank).append(" ".repeat(GAP));
        }
        return line.toString().stripTrailing();
    }

    private static int points(String text) {
        return text.codePointCount(0, text.length());
    }
}
