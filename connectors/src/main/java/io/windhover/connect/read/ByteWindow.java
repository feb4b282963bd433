package io.windhover.connect.read;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A window that moves over an input's bytes, decompressed where they are gzip by their first two bytes. It grows only
 * as far as its user asks to keep bytes.
 */
final class ByteWindow implements Closeable {

    /** How much is read at once where the input's length is not known. */
    static final int INITIAL_SIZE = 256 << 10;

    private static final int SMALLEST_SIZE = 64;
    private static final int GZIP_BUFFER = 64 << 10;
    private static final int AT_END = -1;

    private final CountingStream source;
    private final int fullSize;
    private @Nullable InputStream content;
    private byte[] bytes;
    private int limit;
    private long offsetOfFirst;
    private boolean ended;
    private @Nullable String damage;

    /**
     * Opens a window on an input.
     *
     * @param mostKept bytes that its user keeps at most, but for blanks behind them
     * @param expected bytes to make room for at first: no more than the input is likely to have
     */
    ByteWindow(InputStream in, int mostKept, int expected) {
        source = new CountingStream(in);
        fullSize = mostKept + INITIAL_SIZE;
        bytes = new byte[Math.max(SMALLEST_SIZE, Math.min(expected, INITIAL_SIZE))];
    }

    byte[] bytes() {
        return bytes;
    }

    int limit() {
        return limit;
    }

    /** Where in the decompressed input a byte of the window stands, from 0. */
    long offsetOf(int index) {
        return offsetOfFirst + index;
    }

    long consumed() {
        return source.count();
    }

    /** Why the input ended before its time; null where it did not. */
    @Nullable
    String damage() {
        return damage;
    }

    /**
     * Begins so many bytes behind the decompressed input's beginning; before anything is read.
     *
     * @throws EOFException where the input ends before
     */
    void skip(long count) throws IOException {
        content = decompress();
        content.skipNBytes(count);
        offsetOfFirst = count;
    }

    /**
     * Reads more behind {@link #limit}.
     *
     * @param keep the first byte that is still needed
     * @return by how much every index into the window has become smaller; negative at the input's end
     */
    int more(int keep) throws IOException {
        if (ended) {
            return AT_END;
        }
        int shift = 0;
        if (limit == bytes.length || keep == limit) {
            shift = keep;
            byte[] target = keep == 0 && limit > 0 ? new byte[grown()] : bytes;
            System.arraycopy(bytes, keep, target, 0, limit - keep);
            bytes = target;
            limit -= keep;
            offsetOfFirst += keep;
        }
        int taken = take();
        if (taken < 0) {
            ended = true;
            // The caller's indices must follow the shift even though nothing came: the next call says it is the end.
            return shift > 0 ? shift : AT_END;
        }
        limit += taken;
        return shift;
    }

    private int grown() {
        return bytes.length < fullSize ? Math.min(bytes.length * 2, fullSize) : bytes.length * 2;
    }

    private int take() throws IOException {
        try {
            if (content == null) {
                content = decompress();
            }
            return content.read(bytes, limit, bytes.length - limit);
        } catch (EOFException e) {
            damage = "the compressed data ends too early: the file is truncated";
        } catch (ZipException e) {
            damage = "the compressed data is damaged";
        }
        return AT_END;
    }

    private InputStream decompress() throws IOException {
        byte[] gzip = {(byte) 0x1F, (byte) 0x8B};
        return Arrays.equals(source.peek(), gzip) ? new GZIPInputStream(source, GZIP_BUFFER) : source;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        (content == null ? source : content).close();
    }
}
