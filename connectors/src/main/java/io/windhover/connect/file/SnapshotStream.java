package io.windhover.connect.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/**
 * A file from its beginning to the size that it had when this was made. It fails where the file does not begin any more
 * as it did then: it was truncated and written anew, and what stands in it now belongs to other records. Closing it
 * leaves the channel open.
 */
final class SnapshotStream extends InputStream {

    /** Enough to tell another file: a record's time and id stand in it. */
    private static final int GUARDED_BYTES = 4 << 10;

    private final FileChannel channel;
    private final long size;
    private final byte[] beginning;
    private final byte[] now;
    private long position;
    private long taken;

    SnapshotStream(FileChannel channel) throws IOException {
        this.channel = channel;
        size = channel.size();
        beginning = new byte[(int) Math.min(size, GUARDED_BYTES)];
        now = new byte[beginning.length];
        fill(beginning);
    }

    /** The file's size when this was made. */
    long size() {
        return size;
    }

    /** Bytes that were read, not skipped. */
    long taken() {
        return taken;
    }

    void rewind() {
        position = 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int wanted = (int) Math.min(length, size - position);
        if (wanted <= 0) {
            return length == 0 ? 0 : -1;
        }
        int read = channel.read(ByteBuffer.wrap(target, offset, wanted), position);
        // Looked at afterwards: as long as the beginning is the same, so was what was read before.
        fill(now);
        if (read <= 0 || !Arrays.equals(beginning, now)) {
            throw new ReplacedException();
        }
        position += read;
        taken += read;
        return read;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, size - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, size - position);
    }

    private void fill(byte[] target) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(target);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, buffer.position()) < 0) {
                throw new ReplacedException();
            }
        }
    }

    /** The file was truncated while it was read. */
    static final class ReplacedException extends IOException {
        private static final long serialVersionUID = 1;

        ReplacedException() {
            super("the file was truncated while it was read");
        }
    }
}
