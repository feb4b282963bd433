package io.windhover.connect.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * How a file began when it was read: tells a file that has grown since from another that has taken its name, as when
 * logs are rotated, whose records must not be passed over.
 *
 * @param length bytes of the beginning, {@value #MOST} at most
 * @param checksum their CRC-32
 */
record FileHead(long length, long checksum) {

    private static final int MOST = 1024;
    private static final String LENGTH = "head.length";
    private static final String CHECKSUM = "head.crc32";

    /** Empty for standard input, and for what cannot be read. */
    static Optional<FileHead> of(String file) {
        return file.equals(InputFiles.STANDARD_INPUT) ? Optional.empty() : of(file, MOST);
    }

    /** From a source offset. */
    static Optional<FileHead> from(Map<String, ?> offset) {
        return offset.get(LENGTH) instanceof Number length && offset.get(CHECKSUM) instanceof Number checksum
                ? Optional.of(new FileHead(length.longValue(), checksum.longValue()))
                : Optional.empty();
    }

    /** Into a source offset. */
    void addTo(Map<String, Object> offset) {
        offset.put(LENGTH, length);
        offset.put(CHECKSUM, checksum);
    }

    /** Whether the file still begins so; an empty beginning is that of every file and so of none. */
    boolean isOf(String file) {
        return length > 0
                && of(file, (int) Math.min(length, MOST)).filter(this::equals).isPresent();
    }

    private static Optional<FileHead> of(String file, int most) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            byte[] head = in.readNBytes(most);
            CRC32 crc = new CRC32();
            crc.update(head);
            return Optional.of(new FileHead(head.length, crc.getValue()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
