package io.windhover.connect.file;

import io.windhover.connect.file.Place.Unit;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** The records of several files as one sequence. Not thread-safe. */
public final class FileRecords implements Closeable {

    private final List<String> files;
    private final ReadLimits limits;
    private final InputStream standardInput;
    private final ToLongFunction<String> handled;

    private int nextFile;
    private @Nullable RecordReader reader;
    private long consumedBefore;
    private volatile long consumed;

    /**
     * Opens each file when its turn comes.
     *
     * @param files as {@link InputFiles#expand} returns them
     * @param standardInput what {@code -} stands for
     */
    public FileRecords(List<String> files, ReadLimits limits, InputStream standardInput) {
        this(files, limits, standardInput, file -> 0);
    }

    /**
     * Opens each file when its turn comes.
     *
     * @param handled how many of a file's first records were handled before and are passed over
     */
    FileRecords(List<String> files, ReadLimits limits, InputStream standardInput, ToLongFunction<String> handled) {
        this.files = List.copyOf(files);
        this.limits = limits;
        this.standardInput = standardInput;
        this.handled = handled;
    }

    /**
     * The next record of the current or the next file; null behind the last. A file that cannot be opened is {@link
     * Read.Unreadable}.
     */
    public @Nullable Read next() throws IOException {
        while (true) {
            if (reader == null) {
                if (nextFile == files.size()) {
                    return null;
                }
                String file = files.get(nextFile++);
                try {
                    reader = open(file);
                } catch (IOException e) {
                    return new Read.Unreadable(
                            new Place(file, Unit.LINE, 1, 0, 0),
                            "the file cannot be opened: " + e.getClass().getSimpleName(),
                            new byte[0]);
                }
                reader.skip(handled.applyAsLong(file));
            }
            Read read = reader.next();
            consumed = consumedBefore + reader.bytesConsumed();
            if (read != null) {
                return read;
            }
            close();
        }
    }

    /** Bytes taken from all files so far, as they lie on disk. May be asked from another thread. */
    public long bytesConsumed() {
        return consumed;
    }

    /** Bytes of all files as they lie on disk; −1 where standard input is among them. */
    public long bytesTotal() throws IOException {
        long total = 0;
        for (String file : files) {
            if (file.equals(InputFiles.STANDARD_INPUT)) {
                return -1;
            }
            Path path = Path.of(file);
            total += Files.isReadable(path) ? Files.size(path) : 0;
        }
        return total;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            consumedBefore = consumed;
            reader.close();
            reader = null;
        }
    }

    private RecordReader open(String file) throws IOException {
        return file.equals(InputFiles.STANDARD_INPUT)
                ? RecordReader.of(file, standardInput, limits)
                : RecordReader.open(Path.of(file), limits);
    }
}
