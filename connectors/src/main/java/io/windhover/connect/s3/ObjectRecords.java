package io.windhover.connect.s3;

import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.connect.record.EventRecords;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Connect's records of one object, one after the other. Each carries how many of the object's records were handled with it;
 * the last one says that it is the last. Not thread-safe.
 */
final class ObjectRecords implements Closeable {

    private final RecordReader reader;
    private final EventRecords records;
    private final Map<String, String> partition;

    /** Of the last record that was handed out. */
    private ObjectOffset handled;

    /** The next is known before one is handed out: else nothing would tell the last. */
    private @Nullable Following following;

    private boolean started;
    private @Nullable IOException failure;

    /** A record that was read and not yet handed out. */
    private record Following(SourceRecord record, ObjectOffset offset) {}

    /**
     * Passes over what was handled before.
     *
     * @param content is closed with this
     * @param partition Connect's source partition
     * @param handled how far the content was handled before
     */
    ObjectRecords(
            ObjectAddress address,
            ObjectStream content,
            ReadLimits limits,
            EventRecords records,
            Map<String, String> partition,
            ObjectOffset handled) {
        reader = RecordReader.of(address.name(), content, limits);
        this.records = records;
        this.partition = partition;
        this.handled = handled;
        // Of what was handled to its end nothing follows.
        started = handled.end();
    }

    /**
     * The next record; null behind the last.
     *
     * @throws IOException where the content cannot be read on
     */
    @Nullable
    SourceRecord next() throws IOException {
        if (!started) {
            reader.skip(handled.record());
            following = read();
            started = true;
        }
        if (failure != null) {
            throw failure;
        }
        Following current = following;
        if (current == null) {
            return null;
        }
        following = readBehind();
        boolean last = following == null && failure == null;
        handled = last ? current.offset().atEnd() : current.offset();
        return last ? withOffset(current.record(), handled) : current.record();
    }

    /** How far it was handled: where to go on when the content broke off. */
    ObjectOffset handled() {
        return handled;
    }

    /** A failure is not that of the record before it. */
    private @Nullable Following readBehind() {
        try {
            return read();
        } catch (IOException e) {
            failure = e;
            return null;
        }
    }

    private @Nullable Following read() throws IOException {
        Read read = reader.next();
        if (read == null) {
            return null;
        }
        ObjectOffset offset =
                new ObjectOffset(handled.key(), handled.etag(), read.place().ordinal(), false);
        return new Following(records.of(read, partition, offset.toMap()), offset);
    }

    private static SourceRecord withOffset(SourceRecord record, ObjectOffset offset) {
        return new SourceRecord(
                record.sourcePartition(),
                offset.toMap(),
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
