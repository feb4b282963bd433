package io.windhover.connect.file;

import io.windhover.connect.read.Boundary;
import io.windhover.connect.read.Place;
import io.windhover.connect.read.Place.Unit;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The records of several files as one sequence. Not thread-safe. */
public final class FileRecords implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(FileRecords.class);

    private final List<String> files;
    private final ReadLimits limits;
    private final InputStream standardInput;
    private final Function<String, FileProgress> handled;

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
        this(files, limits, standardInput, file -> FileProgress.none(Optional.empty()));
    }

    /**
     * Opens each file when its turn comes.
     *
     * @param handled how far a file was handled before: that is passed over
     */
    FileRecords(
            List<String> files, ReadLimits limits, InputStream standardInput, Function<String, FileProgress> handled) {
        this.files = List.copyOf(files);
        this.limits = limits;
        this.standardInput = standardInput;
        this.handled = handled;
    }

    /**
     * The next record of the current or the next file; null behind the last. A file that cannot be opened, or not be
     * read on, is {@link Read.Unreadable}, and the next file follows.
     */
    public @Nullable Read next() {
        while (reader != null || nextFile < files.size()) {
            Read read = reader == null ? openNext() : readOn(reader);
            if (read != null) {
                return read;
            }
        }
        return null;
    }

    /** Why the next file cannot be opened; null where it can. */
    private @Nullable Read openNext() {
        String file = files.get(nextFile++);
        Place place = new Place(file, Unit.LINE, 1, 0, 0);
        FileProgress progress = handled.apply(file);
        RecordReader opened;
        try {
            opened = open(file, progress.boundary());
        } catch (IOException e) {
            return failed(place, "the file cannot be opened", e);
        }
        reader = opened;
        try {
            opened.skip(progress.handled());
            return null;
        } catch (IOException e) {
            leave(opened);
            return failed(place, "the file cannot be read on", e);
        }
    }

    private @Nullable Read readOn(RecordReader current) {
        Read read;
        try {
            read = current.next();
        } catch (IOException e) {
            Place place = current.here();
            leave(current);
            return failed(place, "the file cannot be read on", e);
        }
        consumed = consumedBefore + current.bytesConsumed();
        if (read == null) {
            leave(current);
        }
        return read;
    }

    /** The message may hold what is none of a dead letter's business; the kind of failure tells enough. */
    private static Read failed(Place place, String what, IOException e) {
        return new Read.Unreadable(place, what + ": " + e.getClass().getSimpleName(), new byte[0]);
    }

    private void leave(RecordReader current) {
        consumed = consumedBefore + current.bytesConsumed();
        try {
            close();
        } catch (IOException e) {
            // All that could be read of it was read: no reason to keep the files behind it from their turn.
            LOG.atDebug().setCause(e).log("A file could not be closed");
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
        RecordReader current = reader;
        if (current != null) {
            consumedBefore = consumed;
            reader = null;
            current.close();
        }
    }

    /** How far the file was handled of which a record was read last. */
    FileProgress progress(FileProgress before, Read read) {
        RecordReader current = reader;
        return current == null || read.place().ordinal() == 0
                ? before
                : before.moved(current, read.place().ordinal());
    }

    private RecordReader open(String file, Boundary from) throws IOException {
        if (file.equals(InputFiles.STANDARD_INPUT)) {
            return RecordReader.of(file, standardInput, limits);
        }
        InputStream in = Files.newInputStream(Path.of(file));
        try {
            return RecordReader.resume(file, in, limits, from);
        } catch (EOFException e) {
            // Shorter than what was handled: another file, though it begins in the same way.
            in.close();
            return RecordReader.open(Path.of(file), limits);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
