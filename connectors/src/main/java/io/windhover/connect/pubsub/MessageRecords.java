package io.windhover.connect.pubsub;

import io.windhover.connect.read.Place;
import io.windhover.connect.read.Place.Unit;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.connect.record.EventRecords;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Takes messages apart, one after the other, record by record. Not thread-safe. */
final class MessageRecords {

    /** There is nothing to go back to: what was not acknowledged comes again. */
    private static final Map<String, String> OFFSET = Map.of("pull", "none");

    private final Inbox inbox;
    private final EventRecords records;
    private final ReadLimits limits;
    private final String subscription;
    private final Map<String, String> partition;

    private @Nullable Open open;

    MessageRecords(PubSubSourceConfig config, Inbox inbox, EventRecords records) {
        this.inbox = inbox;
        this.records = records;
        limits = config.limits();
        subscription = config.subscription();
        partition = Map.of("subscription", subscription);
    }

    /** A message that was begun, and where its records come from; null at their end. */
    private record Open(Received message, Reads reads) {}

    /** Gives what was read, as {@link RecordReader#next} does. */
    private interface Reads {
        @Nullable
        Read next() throws IOException;
    }

    /** Begins with a message; the one before is done. */
    void open(Received message) {
        byte[] data = message.data();
        String origin = "pubsub:" + subscription + "/" + message.id();
        open = new Open(message, data.length == 0 ? empty(origin) : RecordReader.of(origin, data, limits)::next);
    }

    /** A message may consist of attributes alone; no log does. */
    private static Reads empty(String origin) {
        Place place = new Place(origin, Unit.RECORD, 1, 1, 0);
        Deque<Read> once = new ArrayDeque<>(List.of(new Read.Unreadable(place, "the message is empty", new byte[0])));
        return once::poll;
    }

    /** The next record of the message; null at its end. */
    @Nullable
    SourceRecord next() {
        Open current = open;
        if (current == null) {
            return null;
        }
        try {
            Read read = current.reads().next();
            if (read == null) {
                open = null;
                inbox.complete(current.message());
                return null;
            }
            return handOut(read, current.message());
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
    }

    private SourceRecord handOut(Read read, Received message) {
        SourceRecord record = records.of(read, partition, OFFSET);
        inbox.handOut(record, message);
        return record;
    }
}
