package io.windhover.connect.read;

/**
 * Where in an input a record stands.
 *
 * @param source the file's path as it was named, or {@code -} for standard input
 * @param unit what {@code position} counts
 * @param position from 1: the line for a file of lines, else the record's index
 * @param ordinal how many records, readable or not, the input held up to and with this one; a reader given
 *     {@code skip = ordinal} continues right behind it. What may become a record when the input grows is not counted: 0
 *     for an empty file, and for one that cannot be opened
 * @param byteOffset where the record begins in the input, from 0, after decompression
 */
public record Place(String source, Unit unit, long position, long ordinal, long byteOffset) {

    /** What a position counts. */
    public enum Unit {
        LINE,
        RECORD
    }

    /** For messages: {@code line 12} or {@code record 12}. */
    public String describe() {
        return (unit == Unit.LINE ? "line " : "record ") + position;
    }
}
