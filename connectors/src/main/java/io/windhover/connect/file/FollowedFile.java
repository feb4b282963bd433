package io.windhover.connect.file;

import io.windhover.connect.file.Feed.Found;
import io.windhover.connect.file.LogFiles.Listed;
import io.windhover.connect.read.Boundary;
import io.windhover.connect.read.Place;
import io.windhover.connect.read.Place.Unit;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file that is followed, under whatever name it has now. It is read up to its end as often as it has changed; what
 * is cut off there waits until it is whole. Not thread-safe.
 *
 * <pre>
 *            changed                        end
 *   resting ─────────▶ open, record by record ───▶ resting
 *      │ quiet, with something cut off: once more, and that is told
 * </pre>
 */
final class FollowedFile {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedFile.class);
    private static final long NEVER = -1;

    private final KnownContents contents;
    private final ReadLimits limits;
    private final AtomicLong bytesConsumed;

    private Listed listed;
    private long readSize = NEVER;
    private long readModified = NEVER;
    private boolean waits;
    private boolean isCompressed;
    private boolean failed;
    private @Nullable FileChannel channel;
    private @Nullable Pass pass;
    private @Nullable FileProgress own;

    /**
     * A file that was found.
     *
     * @param bytesConsumed is added to
     */
    FollowedFile(Listed listed, KnownContents contents, ReadLimits limits, AtomicLong bytesConsumed) {
        this.bytesConsumed = bytesConsumed;
        this.listed = listed;
        this.contents = contents;
        this.limits = limits;
        isCompressed = listed.path().endsWith(".gz");
    }

    Listed listed() {
        return listed;
    }

    /** Takes note of how the directory shows it now. */
    void show(Listed now) {
        listed = now;
    }

    boolean isOpen() {
        return channel != null;
    }

    /**
     * For a file that no directory shows any more.
     *
     * @return whether it is still open and may hold more
     */
    boolean showWithoutName(long now) {
        FileChannel current = channel;
        if (current == null) {
            return false;
        }
        try {
            long size = current.size();
            long modified = size == listed.size() ? listed.modified() : now;
            listed = new Listed(listed.path(), listed.key(), size, modified);
            return true;
        } catch (IOException e) {
            close();
            return false;
        }
    }

    /**
     * Whether there may be something to read, or something that could not be read when it was tried last.
     *
     * @param settled not written for a moment: a compressed file that is being written makes no sense before
     * @param quiet not written for so long that nothing is expected
     */
    boolean isDue(boolean settled, boolean quiet) {
        boolean changed = listed.size() != readSize || listed.modified() != readModified;
        return changed ? !isCompressed || settled : failed || (waits && quiet);
    }

    /** Whether all was read, and what is cut off was told. */
    boolean isDone() {
        return listed.size() == readSize && listed.modified() == readModified && !waits;
    }

    /** One reading of the file, from where it was handled to its end at that moment. */
    private final class Pass {

        private final SnapshotStream stream;
        private final RecordReader reader;
        private final boolean isLast;
        private FileProgress progress;
        private boolean tellsCutOff;

        Pass(SnapshotStream stream, FileProgress from, boolean isLast) throws IOException {
            this.stream = stream;
            this.isLast = isLast;
            progress = from;
            stream.rewind();
            reader = RecordReader.resume(listed.path(), stream, limits, from.boundary());
            reader.skip(from.handled());
        }

        /** The next record; null at the end, or where what follows is not whole. */
        @Nullable
        Found next() throws IOException {
            Read read = reader.next();
            if (read == null) {
                progress = progress.moved(reader, progress.handled());
                return null;
            }
            if (reader.isCutOff()) {
                if (!isLast || (!tellsCutOff && progress.reported() == stream.size())) {
                    waits = !isLast;
                    return null;
                }
                tellsCutOff = true;
                progress = progress.reportedAt(stream.size());
            } else {
                progress = progress.moved(reader, read.place().ordinal());
            }
            return new Found(read, progress.partitionAt(listed.path()), progress.offset(listed.path()));
        }
    }

    /**
     * Begins to read what is new.
     *
     * @param quiet whether nothing more is expected: what is cut off at the end is then told
     * @return what keeps it from being opened, once; null where nothing does
     */
    @Nullable
    Found open(boolean settled, boolean quiet) {
        try {
            SnapshotStream stream = new SnapshotStream(channel());
            noteAttempt(stream.size());
            pass = pass(stream, settled, quiet);
        } catch (SnapshotStream.ReplacedException | NoSuchFileException e) {
            again();
        } catch (IOException e) {
            noteAttempt(listed.size());
            return failed("the file cannot be opened", e);
        }
        return null;
    }

    private FileChannel channel() throws IOException {
        FileChannel open = channel;
        if (open == null) {
            Path path = Path.of(listed.path());
            open = FileChannel.open(path, StandardOpenOption.READ);
            channel = open;
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            if (listed.key() != null && !listed.key().equals(key)) {
                close();
                throw new NoSuchFileException(listed.path(), null, "another file has taken its name");
            }
        }
        return open;
    }

    private void noteAttempt(long size) {
        // A file that has grown since it was listed is looked at again.
        readSize = size;
        readModified = listed.modified();
        waits = false;
    }

    private @Nullable Pass pass(SnapshotStream stream, boolean settled, boolean quiet) throws IOException {
        isCompressed = FileHead.isCompressed(stream.readNBytes(2));
        stream.rewind();
        if (isCompressed && !settled) {
            again();
            return null;
        }
        byte[] content = FileHead.read(stream);
        if (FileHead.isBlank(content)) {
            return null;
        }
        Optional<FileHead> head = FileHead.of(content);
        if (head.isEmpty()) {
            waits = !quiet;
            return quiet
                    ? new Pass(stream, FileProgress.none(head).reportedAt(contents.reported(listed.path())), true)
                    : null;
        }
        return known(head.get(), content, stream, quiet);
    }

    private @Nullable Pass known(FileHead head, byte[] content, SnapshotStream stream, boolean quiet)
            throws IOException {
        FileProgress progress = furthest(head, content);
        FileHead then = progress == null ? null : progress.head();
        if (progress == null || then == null) {
            return new Pass(stream, FileProgress.none(Optional.of(head)), quiet);
        }
        if (then.begins(content)
                && (isCompressed || stream.size() >= progress.boundary().offset())) {
            try {
                return new Pass(stream, progress.withHead(head), quiet);
            } catch (EOFException e) {
                LOG.atDebug().addKeyValue("file", listed.path()).log("Shorter than what was read of it");
            }
        } else if (!then.begins(content) && !then.mayBegin(content)) {
            return new Pass(stream, FileProgress.none(Optional.of(head)), quiet);
        }
        // Either a copy that is still being written, or another file that begins with the same record.
        waits = !quiet;
        return quiet ? new Pass(stream, FileProgress.none(Optional.of(head)), true) : null;
    }

    /** Another file may have brought the content further, or have begun with the same record. */
    private @Nullable FileProgress furthest(FileHead head, byte[] content) {
        FileProgress found = contents.find(head).orElse(null);
        FileProgress mine = own;
        if (mine == null || !mine.isOf(content)) {
            return found;
        }
        return found != null && found.isOf(content) && found.handled() > mine.handled() ? found : mine;
    }

    /** The next record of what is new; null at its end. */
    @Nullable
    Found next() {
        Pass current = pass;
        if (current == null) {
            return null;
        }
        try {
            Found found = current.next();
            if (found == null) {
                failed = false;
                end(current);
            }
            return found;
        } catch (SnapshotStream.ReplacedException e) {
            end(current);
            again();
            return null;
        } catch (IOException e) {
            end(current);
            close();
            return failed("the file cannot be read on", e);
        }
    }

    private void end(Pass ended) {
        bytesConsumed.addAndGet(ended.stream.taken());
        own = ended.progress;
        contents.remember(ended.progress);
        pass = null;
    }

    /** The file is not what it was: it is looked at anew, by its name if it still has one. */
    private void again() {
        readSize = NEVER;
    }

    private @Nullable Found failed(String what, IOException e) {
        if (failed) {
            return null;
        }
        failed = true;
        Place place = new Place(listed.path(), Unit.LINE, 1, 0, 0);
        return new Found(
                new Read.Unreadable(place, what + ": " + e.getClass().getSimpleName(), new byte[0]),
                FileProgress.partition(listed.path()),
                new FileProgress(null, Boundary.START, 0, 0).offset(listed.path()));
    }

    void close() {
        FileChannel current = channel;
        pass = null;
        channel = null;
        if (current != null) {
            try {
                current.close();
            } catch (IOException e) {
                LOG.atDebug().setCause(e).log("A file could not be closed");
            }
        }
    }
}
