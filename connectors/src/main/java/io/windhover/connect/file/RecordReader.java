package io.windhover.connect.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads the records of one input, one after the other, with bounded memory. Not thread-safe. */
public final class RecordReader implements Closeable {

    private final InputStream in;

    private RecordReader(InputStream in) {
        this.in = in;
    }

    /** Opens a file; its path is the source's name. */
    public static RecordReader open(Path file, ReadLimits limits) throws IOException {
        return of(file.toString(), Files.newInputStream(file), limits);
    }

    /** Reads a stream, and closes it when this is closed. */
    public static RecordReader of(String source, InputStream in, ReadLimits limits) {
        return new RecordReader(in);
    }

    /**
     * The next record; null at the input's end.
     *
     * @throws IOException where the input itself fails; damage in what it holds is {@link Read.Unreadable}
     */
    public @Nullable Read next() throws IOException {
        return null;
    }

    /** Bytes taken from the input so far, compressed where it is compressed: for a progress bar. */
    public long bytesConsumed() {
        return 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
