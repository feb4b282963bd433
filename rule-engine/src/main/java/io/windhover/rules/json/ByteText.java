package io.windhover.rules.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Some text as UTF-8 bytes, in a buffer of its own or inside another: mutable and reused, so that reading a value makes
 * no object. Who receives one must not keep it.
 */
public final class ByteText {
    private byte[] own = new byte[256];
    private byte[] bytes = own;
    private int from;
    private int to;

    /** Holds the text between {@link #from()} and {@link #to()}. */
    public byte[] bytes() {
        return bytes;
    }

    public int from() {
        return from;
    }

    public int to() {
        return to;
    }

    /** Points into another buffer. */
    public void view(byte[] buffer, int start, int end) {
        bytes = buffer;
        from = start;
        to = end;
    }

    /** An equal text in an array of its own. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Makes it empty, with room for so many bytes. */
    void start(int room) {
        if (own.length < room) {
            own = new byte[Math.max(room, own.length * 2)];
        }
        bytes = own;
        from = 0;
        to = 0;
    }

    void append(byte b) {
        own[to++] = b;
    }

    void appendFoldedAscii(byte[] buffer, int start, int end) {
        byte[] target = own;
        int length = end - start;
        for (int i = 0; i < length; i++) {
            target[to + i] = Folding.foldAscii(buffer[start + i]);
        }
        to += length;
    }

    void appendCodePoint(int codePoint) {
        if (codePoint < 0x80) {
            own[to++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            own[to++] = (byte) (0xC0 | (codePoint >> 6));
            own[to++] = (byte) (0x80 | (codePoint & 0x3F));
        } else if (codePoint < 0x10000) {
            own[to++] = (byte) (0xE0 | (codePoint >> 12));
            own[to++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            own[to++] = (byte) (0x80 | (codePoint & 0x3F));
        } else {
            own[to++] = (byte) (0xF0 | (codePoint >> 18));
            own[to++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
            own[to++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
            own[to++] = (byte) (0x80 | (codePoint & 0x3F));
        }
    }
}
