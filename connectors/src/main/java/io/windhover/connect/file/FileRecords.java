package io.windhover.connect.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records of several files as one sequence. Not thread-safe. */
public final class FileRecords implements Closeable {

    /**
     * Opens each file when its turn comes.
     *
     * @param files as {@link InputFiles#expand} returns them
     * @param standardInput what {@code -} stands for
     */
    public FileRecords(List<String> files, ReadLimits limits, InputStream standardInput) {}

    /** The next record of the current or the next file; null behind the last. A file that cannot be opened is {@link Read.Unreadable}. */
    public @Nullable Read next() throws IOException {
        return null;
    }

    /** Bytes taken from all files so far, as they lie on disk. */
    public long bytesConsumed() {
        return 0;
    }

    /** Bytes of all files as they lie on disk; −1 where standard input is among them. */
    public long bytesTotal() {
        return 0;
    }

    @Override
    public void close() throws IOException {}
}
