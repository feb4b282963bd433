package io.windhover.connect.read;

import io.windhover.connect.read.Place.Unit;
import org.jspecify.annotations.Nullable;

/** A reader's last {@link Boundary}, in pieces: most readers are never asked for it. Not thread-safe. */
final class BoundaryMark {

    private long offset;
    private long line;
    private long found;
    private long counted;
    private @Nullable Unit unit;
    private boolean listBroke;

    /** At a reader's first place. */
    BoundaryMark(Boundary first) {
        move(first.offset(), first.line(), first.found(), first.counted(), first.unit(), first.listBroke());
    }

    void move(
            long newOffset,
            long newLine,
            long newFound,
            long newCounted,
            @Nullable Unit newUnit,
            boolean newListBroke) {
        offset = newOffset;
        line = newLine;
        found = newFound;
        counted = newCounted;
        unit = newUnit;
        listBroke = newListBroke;
    }

    Boundary boundary() {
        return new Boundary(offset, line, found, counted, unit, listBroke);
    }
}
