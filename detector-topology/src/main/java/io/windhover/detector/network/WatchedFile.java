package io.windhover.detector.network;

import io.windhover.watched.ChangedFiles;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with what was last read of it. For one thread at a time.
 *
 * <pre>
 *   read ──file changed──▶ can it be read? ──yes──▶ replaced
 *                                └──no──▶ kept, logged, not tried again before the file changes once more
 * </pre>
 */
final class WatchedFile<T> {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    private final Path path;
    private final Loader<T> loader;
    private final ChangedFiles changes;
    private T content;

    /** Makes a file's content what its users want. */
    interface Loader<T> {
        T load(Path path) throws IOException, NetworkSourceException;
    }

    /** @throws NetworkSourceException if the file cannot be used; the message begins with its path */
    WatchedFile(Path path, Loader<T> loader) throws NetworkSourceException {
        this.path = path;
        this.loader = loader;
        this.changes = new ChangedFiles(List.of(path));
        this.content = load();
    }

    T content() {
        return content;
    }

    /** Reads the file if it has changed, and returns whether there is new content. */
    boolean refresh() {
        if (!changes.haveChanged()) {
            return false;
        }
        try {
            content = load();
            LOG.atInfo().addKeyValue("file", path).log("file of addresses read again");
            return true;
        } catch (NetworkSourceException e) {
            LOG.atError()
                    .addKeyValue("reason", e.getMessage())
                    .log("changed file of addresses cannot be used, what was read before stays");
            return false;
        }
    }

    private T load() throws NetworkSourceException {
        try {
            return loader.load(path);
        } catch (NoSuchFileException e) {
            throw new NetworkSourceException(path + ": no such file");
        } catch (AccessDeniedException e) {
            throw new NetworkSourceException(path + ": no permission to read it");
        } catch (IOException e) {
            throw new NetworkSourceException(path + ": cannot be read: " + e.getMessage());
        } catch (NetworkSourceException e) {
            throw new NetworkSourceException(path + ": " + e.getMessage());
        }
    }
}
