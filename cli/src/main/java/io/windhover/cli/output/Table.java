package io.windhover.cli.output;

import java.util.List;

/** Columns under a bold head, as wide as their widest cell. */
public final class Table {
    private static final int GAP = 2;

    private Table() {}

    /**
     * Prints a table.
     *
     * @param rows the head first; cells must be safe to print
     */
    public static void print(Screen screen, List<List<String>> rows) {
        int[] widths = widths(rows);
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            screen.writer().println(i == 0 ? screen.paint(Colour.BOLD, line) : line);
        }
    }

    private static int[] widths(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(cells.get(i));
            if (i < cells.size() - 1) {
                line.append(" ".repeat(widths[i] - cells.get(i).length() + GAP));
            }
        }
        return line.toString();
    }
}
