package io.windhover.connect.read;

/**
 * What bounds a reader's memory.
 *
 * @param maxRecordBytes a larger record is reported and skipped, and a reader takes twice as much memory at most; at least 1 KiB, at most 512 MiB
 * @param excerptBytes how much of something unreadable is kept, at least 0
 */
public record ReadLimits(int maxRecordBytes, int excerptBytes) {

    /** 16 MiB for a record, 64 KiB for an excerpt. */
    public static final ReadLimits DEFAULT = new ReadLimits(16 << 20, 64 << 10);

    public ReadLimits {
        if (maxRecordBytes < 1 << 10 || maxRecordBytes > 1 << 29) {
            throw new IllegalArgumentException("maxRecordBytes must be between 1 KiB and 512 MiB: " + maxRecordBytes);
        }
        if (excerptBytes < 0) {
            throw new IllegalArgumentException("excerptBytes must not be negative: " + excerptBytes);
        }
    }
}
