package io.windhover.connect.webhook;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** A request's body without its compression. */
final class Body {

    private Body() {}

    /** There is more than may be. */
    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1;

        TooLargeException(String message) {
            super(message);
        }
    }

    /** Whether the bytes are gzip's, by the first two (RFC 1952). */
    static boolean isGzip(byte[] bytes) {
        return bytes.length > 1 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
    }

    /**
     * Decompresses gzip, once: what is gzip again inside is damage, or a bomb.
     *
     * @throws TooLargeException beyond so many bytes
     * @throws IOException where the compressed data is damaged
     */
    static byte[] inflate(byte[] bytes, int maxBytes) throws IOException, TooLargeException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] inflated = in.readNBytes(maxBytes);
            if (inflated.length == maxBytes && in.read() >= 0) {
                throw new TooLargeException("the body is larger than " + maxBytes + " bytes after decompression");
            }
            if (isGzip(inflated)) {
                throw new IOException("compressed twice");
            }
            return inflated;
        }
    }
}
