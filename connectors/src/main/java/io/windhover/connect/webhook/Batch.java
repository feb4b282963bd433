package io.windhover.connect.webhook;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.connect.source.SourceRecord;

/** The records of one request, and whether the broker has them all. Thread-safe. */
final class Batch {

    private final List<SourceRecord> records;
    private final AtomicInteger outstanding;
    private final CompletableFuture<Boolean> written = new CompletableFuture<>();

    Batch(List<SourceRecord> records) {
        this.records = List.copyOf(records);
        outstanding = new AtomicInteger(records.size());
        if (records.isEmpty()) {
            written.complete(true);
        }
    }

    List<SourceRecord> records() {
        return records;
    }

    /** Bytes of a record's value. */
    static long bytes(SourceRecord record) {
        return ((byte[]) record.value()).length;
    }

    long bytes() {
        return records.stream().mapToLong(Batch::bytes).sum();
    }

    /**
     * One of the records is done.
     *
     * @param acknowledged whether the broker has it; false where the worker gave it up or dropped it
     */
    void done(boolean acknowledged) {
        int left = outstanding.decrementAndGet();
        if (!acknowledged) {
            written.complete(false);
        } else if (left == 0) {
            written.complete(true);
        }
    }

    /** It will not be written. */
    void abandon() {
        written.complete(false);
    }

    /** True once the broker has all records, false as soon as it will not. */
    CompletableFuture<Boolean> written() {
        return written;
    }
}
