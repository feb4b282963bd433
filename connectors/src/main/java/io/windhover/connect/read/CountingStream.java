package io.windhover.connect.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Counts what is taken, and answers {@link #available} truthfully. */
final class CountingStream extends FilterInputStream {

    private long count;

    CountingStream(InputStream in) {
        super(new PushbackInputStream(in, 2));
    }

    long count() {
        return count;
    }

    /** The next bytes, two at most, without taking them. */
    byte[] peek() throws IOException {
        byte[] head = in.readNBytes(2);
        ((PushbackInputStream) in).unread(head);
        return head;
    }

    /** At least 1 unless the end is reached: GZIPInputStream takes 0 for the end and would drop a pipe's later members. */
    @Override
    public int available() throws IOException {
        int ready = in.available();
        return ready > 0 ? ready : Math.min(1, peek().length);
    }

    @Override
    public int read() throws IOException {
        int value = in.read();
        count += value < 0 ? 0 : 1;
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int taken = in.read(target, offset, length);
        count += Math.max(0, taken);
        return taken;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = in.skip(wanted);
        count += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
