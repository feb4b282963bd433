package io.windhover.connect.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * What a file is known by, whatever it is called: how its content begins, after decompression. A renamed file, its copy
 * and its compressed form are so the same; a file that has taken another's name is not.
 *
 * @param first SHA-256 of the content up to the end of its first record, as long as that is among the first
 *     {@value #MOST} bytes; it stays as it is when the file grows
 * @param length bytes of the beginning that were seen, {@value #MOST} at most
 * @param checksum their SHA-256
 */
record FileHead(String first, int length, String checksum) {

    private static final int MOST = 16 << 10;

    /** 128 bits. */
    private static final int DIGEST_BYTES = 16;

    private static final byte[] GZIP = {(byte) 0x1F, (byte) 0x8B};
    private static final String LENGTH = "head.length";
    private static final String CHECKSUM = "head.sha256";

    /** Of content that {@link #read} returned; empty where its first record has not ended yet. */
    static Optional<FileHead> of(byte[] content) {
        int end = firstRecordEnd(content);
        return end <= 0
                ? Optional.empty()
                : Optional.of(new FileHead(digest(content, end), content.length, digest(content, content.length)));
    }

    /** Of a file; empty also where it cannot be read. */
    static Optional<FileHead> of(String file) {
        return read(file).flatMap(FileHead::of);
    }

    /** How a file's content begins; empty where it cannot be read. */
    static Optional<byte[]> read(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return Optional.of(read(in));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** How the content of a stream begins, as far as it can be decompressed. */
    static byte[] read(InputStream in) throws IOException {
        byte[] raw = in.readNBytes(MOST);
        return isCompressed(raw) ? decompressed(raw) : raw;
    }

    static boolean isBlank(byte[] content) {
        return new String(content, ISO_8859_1).isBlank();
    }

    static boolean isCompressed(byte[] raw) {
        return raw.length >= GZIP.length && Arrays.equals(raw, 0, GZIP.length, GZIP, 0, GZIP.length);
    }

    /** From a source offset. */
    static Optional<FileHead> from(String first, Map<String, ?> offset) {
        return offset.get(LENGTH) instanceof Number length && offset.get(CHECKSUM) instanceof String checksum
                ? Optional.of(new FileHead(first, length.intValue(), checksum))
                : Optional.empty();
    }

    /** Into a source offset. */
    void addTo(Map<String, Object> offset) {
        offset.put(LENGTH, length);
        offset.put(CHECKSUM, checksum);
    }

    /** Whether a content begins with all that was seen. */
    boolean begins(byte[] content) {
        return content.length >= length && digest(content, length).equals(checksum);
    }

    /** Whether a content may begin so once it is longer. */
    boolean mayBegin(byte[] content) {
        return content.length < length;
    }

    /** The part of a compressed file may end anywhere. */
    private static byte[] decompressed(byte[] raw) {
        byte[] content = new byte[MOST];
        int length = 0;
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(raw))) {
            int taken = 0;
            while (taken >= 0 && length < MOST) {
                length += taken;
                taken = in.read(content, length, MOST - length);
            }
        } catch (IOException e) {
            // What was decompressed so far is how it begins.
        }
        return Arrays.copyOf(content, length);
    }

    private static int firstRecordEnd(byte[] content) {
        ReadLimits limits = new ReadLimits(MOST, 0);
        try (RecordReader reader = RecordReader.of("", new ByteArrayInputStream(content), limits)) {
            Read first = reader.next();
            if (reader.offset() == 0) {
                // Nothing looks like a record, and the reader has stayed at the beginning.
                return endOfLine(content);
            }
            boolean isWhole = first != null && first.place().ordinal() > 0;
            return isWhole ? (int) reader.offset() : content.length == MOST ? MOST : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int endOfLine(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != '\n') {
            end++;
        }
        return end < content.length || end == MOST ? end : 0;
    }

    private static String digest(byte[] content, int length) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(content, 0, length);
            return HexFormat.of().formatHex(sha256.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
