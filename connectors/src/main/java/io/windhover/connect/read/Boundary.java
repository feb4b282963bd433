package io.windhover.connect.read;

import io.windhover.connect.read.Place.Unit;
import org.jspecify.annotations.Nullable;

/**
 * A place between two records of an input where another reader may go on without the bytes before it: never inside a
 * list of records, whose end cannot be told without its beginning.
 *
 * @param offset in the input, after decompression; 0 is its beginning
 * @param line from 1
 * @param found how many records, readable or not, stand before it
 * @param counted as {@link Place#ordinal} counts them
 * @param unit what the input's positions count; null where no record was found yet
 * @param listBroke whether brackets that close a broken list may follow
 */
public record Boundary(
        long offset,
        long line,
        long found,
        long counted,
        @Nullable Unit unit,
        boolean listBroke) {

    /** The beginning of every input. */
    public static final Boundary START = new Boundary(0, 1, 0, 0, null, false);

    public Boundary {
        if (offset < 0 || line < 1 || counted < 0 || found < counted) {
            throw new IllegalArgumentException("no place in an input: offset " + offset + ", line " + line + ", found "
                    + found + ", counted " + counted);
        }
    }
}
