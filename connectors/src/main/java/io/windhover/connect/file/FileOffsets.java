package io.windhover.connect.file;

import io.windhover.connect.read.Place;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What Connect keeps of each file: how many of its records were handled, and how it began. Not thread-safe. */
final class FileOffsets {

    private static final String FILE = "file";
    private static final String RECORD = "record";

    private final Function<String, Map<String, Object>> committed;

    private String currentFile = "";
    private Optional<FileHead> currentHead = Optional.empty();
    private Map<String, String> currentPartition = Map.of();
    private Map<String, Object> currentOffset = Map.of();

    /**
     * For one task.
     *
     * @param committed a file's source offset from before, empty where there is none
     */
    FileOffsets(Function<String, Map<String, Object>> committed) {
        this.committed = committed;
    }

    /** Which file, whatever directory the worker runs in. */
    static Map<String, String> partition(String file) {
        boolean hasPath = !file.equals(InputFiles.STANDARD_INPUT);
        return Map.of(FILE, hasPath ? Path.of(file).toAbsolutePath().normalize().toString() : file);
    }

    /**
     * How many of the file's first records an offset says were handled; 0 where another file has taken its name, or
     * where the offset does not tell of which file it speaks.
     */
    static long handled(String file, Map<String, ?> offset) {
        boolean same = file.equals(InputFiles.STANDARD_INPUT)
                || FileHead.from(offset).filter(head -> head.isOf(file)).isPresent();
        return same && offset.get(RECORD) instanceof Number number ? number.longValue() : 0;
    }

    /** Goes on to the next record read. */
    void moveTo(Place place) {
        if (!place.source().equals(currentFile)) {
            currentFile = place.source();
            currentHead = FileHead.of(currentFile);
            currentPartition = partition(currentFile);
        }
        currentOffset = offset(place);
    }

    /** Of the file that was moved to. */
    Map<String, String> partition() {
        return currentPartition;
    }

    /** Of the record that was moved to. */
    Map<String, Object> offset() {
        return currentOffset;
    }

    private Map<String, Object> offset(Place place) {
        Map<String, Object> before = place.ordinal() == 0 ? committed.apply(currentFile) : Map.of();
        if (!before.isEmpty()) {
            // Nothing was handled now: what was handled before must not be forgotten.
            return before;
        }
        Map<String, Object> offset = new HashMap<>();
        offset.put(RECORD, place.ordinal());
        currentHead.ifPresent(head -> head.addTo(offset));
        return offset;
    }
}
