package io.windhover.rules.source;

/**
 * A place in a {@link SourceFile}.
 *
 * @param line from 1
 * @param column from 1, counted in code points
 */
public record Position(int line, int column) implements Comparable<Position> {
    /** Where a message about a whole file points. */
    public static final Position START = new Position(1, 1);

    public Position {
        if (line < 1 || column < 1) {
            throw new IllegalArgumentException("Lines and columns count from 1, got " + line + ":" + column);
        }
    }

    @Override
    public int compareTo(Position other) {
        int byLine = Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
