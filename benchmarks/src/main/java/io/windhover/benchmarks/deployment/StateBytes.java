package io.windhover.benchmarks.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How much of a disk each store of a detector takes. */
final class StateBytes {
    /** Everything that is of no store. */
    static final String OTHER = "other";

    private static final String ENGINE = "rocksdb";

    private StateBytes() {}

    /**
     * Bytes by store, the tasks of each together.
     *
     * @param directory the detector's state
     */
    static Map<String, Long> of(Path directory) throws IOException {
        Map<String, Long> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                bytes.merge(store(directory.relativize(file)), size(file), Long::sum);
            }
        }
        bytes.values().removeIf(each -> each == 0);
        return bytes;
    }

    /** A file that is compacted away meanwhile has no bytes. */
    private static long size(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    /** The folder below the engine's own. */
    private static String store(Path file) {
        for (int i = 0; i + 2 < file.getNameCount(); i++) {
            if (file.getName(i).toString().equals(ENGINE)) {
                return file.getName(i + 1).toString();
            }
        }
        return OTHER;
    }
}
