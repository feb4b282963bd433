package io.windhover.connect.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far each content was handled, whichever file holds it: what this task has read, and what Connect keeps from before.
 * Not thread-safe.
 */
final class KnownContents {

    /** What was forgotten is found in Connect's offsets, which have it by then. */
    private static final int REMEMBERED = 10_000;

    private final Function<Map<String, String>, Map<String, Object>> committed;
    private final LinkedHashMap<String, FileProgress> handled = new LinkedHashMap<>();

    /**
     * For one task.
     *
     * @param committed a source partition's offset from before, empty where there is none
     */
    KnownContents(Function<Map<String, String>, Map<String, Object>> committed) {
        this.committed = committed;
    }

    /** Of the content that begins with the same record, if any: whether it is the same must be looked at. */
    Optional<FileProgress> find(FileHead head) {
        FileProgress known = handled.get(head.first());
        return known != null
                ? Optional.of(known)
                : FileProgress.from(head, committed.apply(FileProgress.partition(head)));
    }

    /** At which size the unfinished end of a file was reported whose first record has not ended. */
    long reported(String path) {
        return FileProgress.reported(committed.apply(FileProgress.partition(path)));
    }

    void remember(FileProgress progress) {
        FileHead head = progress.head();
        if (head != null) {
            // The last one handled is the last one forgotten.
            handled.remove(head.first());
            handled.put(head.first(), progress);
            if (handled.size() > REMEMBERED) {
                handled.remove(handled.keySet().iterator().next());
            }
        }
    }
}
