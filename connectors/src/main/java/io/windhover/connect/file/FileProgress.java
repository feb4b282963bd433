package io.windhover.connect.file;

import io.windhover.connect.read.Boundary;
import io.windhover.connect.read.Place.Unit;
import io.windhover.connect.read.RecordReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a file was handled; what Connect keeps of it. Its source partition is the file's {@link FileHead#first}, so that
 * it is found again under any name.
 *
 * @param head null where the file's first record has not ended yet: then it goes by its path
 * @param boundary where a reader begins
 * @param handled how many of the file's records need not be read again, readable or not; some may lie behind the boundary
 * @param reported the file's size at which its unfinished end was reported; 0 where it was not
 */
record FileProgress(@Nullable FileHead head, Boundary boundary, long handled, long reported) {

    private static final String CONTENT = "content";
    private static final String FILE = "file";
    private static final String RECORD = "record";
    private static final String REPORTED = "reported.size";
    private static final String OFFSET = "boundary.offset";
    private static final String LINE = "boundary.line";
    private static final String FOUND = "boundary.found";
    private static final String COUNTED = "boundary.record";
    private static final String UNIT = "boundary.unit";
    private static final String LIST_BROKE = "boundary.list.broke";

    /** Of a file that was not read before. */
    static FileProgress none(Optional<FileHead> head) {
        return new FileProgress(head.orElse(null), Boundary.START, 0, 0);
    }

    /** Whether a content is the one that this is the progress of. */
    boolean isOf(byte[] content) {
        return head != null && head.begins(content);
    }

    FileProgress withHead(FileHead newer) {
        return new FileProgress(newer, boundary, handled, reported);
    }

    /** With what a reader has found since. */
    FileProgress moved(RecordReader reader, long nowHandled) {
        return new FileProgress(head, reader.boundary(), nowHandled, reported);
    }

    FileProgress reportedAt(long size) {
        return new FileProgress(head, boundary, handled, size);
    }

    static Map<String, String> partition(FileHead head) {
        return Map.of(CONTENT, head.first());
    }

    static Map<String, String> partition(String path) {
        return Map.of(FILE, path);
    }

    /** The source partition, of a file that has this path now. */
    Map<String, String> partitionAt(String path) {
        return head == null ? partition(path) : partition(head);
    }

    /**
     * As a source offset.
     *
     * @param file its path now, for those who look at the offsets
     */
    Map<String, Object> offset(String file) {
        Map<String, Object> offset = new HashMap<>();
        offset.put(FILE, file);
        offset.put(RECORD, handled);
        if (head != null) {
            head.addTo(offset);
        }
        if (reported > 0) {
            offset.put(REPORTED, reported);
        }
        if (boundary.offset() > 0) {
            offset.put(OFFSET, boundary.offset());
            offset.put(LINE, boundary.line());
            offset.put(FOUND, boundary.found());
            offset.put(COUNTED, boundary.counted());
            offset.put(LIST_BROKE, boundary.listBroke());
            Unit unit = boundary.unit();
            if (unit != null) {
                offset.put(UNIT, unit.name());
            }
        }
        return offset;
    }

    /** From the source offset of a file that begins so; empty where the offset does not tell of which file it speaks. */
    static Optional<FileProgress> from(FileHead now, Map<String, ?> offset) {
        return FileHead.from(now.first(), offset)
                .map(then ->
                        new FileProgress(then, boundary(offset), number(offset, RECORD), number(offset, REPORTED)));
    }

    /** At which size the unfinished end of a file that goes by its path was reported. */
    static long reported(Map<String, ?> offset) {
        return number(offset, REPORTED);
    }

    private static Boundary boundary(Map<String, ?> offset) {
        if (number(offset, OFFSET) == 0) {
            return Boundary.START;
        }
        Object unit = offset.get(UNIT);
        return new Boundary(
                number(offset, OFFSET),
                Math.max(1, number(offset, LINE)),
                Math.max(number(offset, COUNTED), number(offset, FOUND)),
                number(offset, COUNTED),
                Arrays.stream(Unit.values())
                        .filter(value -> value.name().equals(unit))
                        .findFirst()
                        .orElse(null),
                Boolean.TRUE.equals(offset.get(LIST_BROKE)));
    }

    private static long number(Map<String, ?> offset, String name) {
        return offset.get(name) instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }
}
