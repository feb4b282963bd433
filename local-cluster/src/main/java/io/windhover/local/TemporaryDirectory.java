package io.windhover.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is deleted on close, with all that is in it. */
public record TemporaryDirectory(Path path) implements AutoCloseable {

    /** Makes one where the system has such. */
    public static TemporaryDirectory create(String prefix) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        deleteAll(path);
    }

    /** Deletes a directory with all that is in it; one that is not there already is deleted. */
    public static void deleteAll(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException alreadyGone) {
            // Closed twice, or cleaned up by the system.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
