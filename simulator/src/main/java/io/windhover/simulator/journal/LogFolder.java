package io.windhover.simulator.journal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes each log to a file of its own, one event a line. Not thread-safe. */
public final class LogFolder implements EventSink, Closeable {
    private static final int BUFFER = 1 << 20;

    private final Path folder;
    private final boolean gzip;
    private final Map<Log, OutputStream> files = new EnumMap<>(Log.class);

    /**
     * Writes below a folder, which exists.
     *
     * @param gzip whether files are compressed and end with {@code .gz}
     */
    public LogFolder(Path folder, boolean gzip) {
        this.folder = folder;
        this.gzip = gzip;
    }

    /** The file of a log. */
    public static Path file(Path folder, Log log, boolean gzip) {
        return folder.resolve(log.word() + (gzip ? ".ndjson.gz" : ".ndjson"));
    }

    @Override
    public void accept(Log log, long time, byte[] bytes, int length) throws IOException {
        OutputStream file = files.get(log);
        if (file == null) {
            file = open(log);
            files.put(log, file);
        }
        file.write(bytes, 0, length);
        file.write('\n');
    }

    private OutputStream open(Log log) throws IOException {
        OutputStream stream = Files.newOutputStream(file(folder, log, gzip));
        return new BufferedOutputStream(gzip ? new GZIPOutputStream(stream, 1 << 16) : stream, BUFFER);
    }

    /** Writes what is still held back; the first failure is thrown when all files were tried. */
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (OutputStream file : files.values()) {
            try {
                file.close();
            } catch (IOException e) {
                failure = failure == null ? e : failure;
            }
        }
        files.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
