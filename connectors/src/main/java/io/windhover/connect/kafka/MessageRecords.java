package io.windhover.connect.kafka;

import io.windhover.connect.read.Place;
import io.windhover.connect.read.Place.Unit;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.connect.record.EventRecords;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages apart, one after the other, record by record.
 *
 * <p>It looks one record ahead: the last record of a message moves the offset behind the message, so that a restart does not
 * ask for a message again which may have expired by then. Not thread-safe.
 */
final class MessageRecords {

    private final TopicSourceConfig config;
    private final EventRecords records;
    private final ReadLimits limits;

    private @Nullable Open open;

    MessageRecords(TopicSourceConfig config, EventRecords records) {
        this.config = config;
        this.records = records;
        limits = config.limits();
    }

    /** A message that was begun, and its next record. */
    private static final class Open {
        final Optional<RecordReader> reader;
        final Map<String, String> partition;
        final long offset;

        @Nullable
        SourceRecord next;

        Open(Optional<RecordReader> reader, Map<String, String> partition, long offset) {
            this.reader = reader;
            this.partition = partition;
            this.offset = offset;
        }
    }

    /** Begins with a message, or tells of a gap; the one before is done. */
    void open(Found found) {
        if (found instanceof Found.Gap gap) {
            open(gap);
        } else if (found instanceof Found.Message message) {
            open(message);
        }
    }

    private void open(Found.Gap gap) {
        open = only(gap.partition(), gap.earliest() - 1, origin(gap.partition(), gap.wanted()), gap.reason());
    }

    private void open(Found.Message found) {
        ConsumerRecord<byte[], byte[]> message = found.message();
        TopicPartition partition = new TopicPartition(message.topic(), message.partition());
        String origin = origin(partition, message.offset());
        byte[] value = message.value();
        if (value == null || value.length == 0) {
            open = only(partition, message.offset(), origin, "the message is empty");
            return;
        }
        RecordReader reader = RecordReader.of(origin, value, limits);
        try {
            reader.skip(found.handled());
        } catch (IOException e) {
            throw inMemory(e);
        }
        Open begun = new Open(Optional.of(reader), Position.partition(config.cluster(), partition), message.offset());
        begun.next = ahead(begun);
        open = begun;
    }

    /** A dead letter and nothing else. */
    private Open only(TopicPartition partition, long offset, String origin, String reason) {
        Open letter = new Open(Optional.empty(), Position.partition(config.cluster(), partition), offset);
        Place place = new Place(origin, Unit.RECORD, 1, 1, 0);
        letter.next = record(letter, new Read.Unreadable(place, reason, new byte[0]));
        return letter;
    }

    /** The next record of the message; null at its end. */
    @Nullable
    SourceRecord next() {
        Open current = open;
        if (current == null || current.next == null) {
            open = null;
            return null;
        }
        SourceRecord record = current.next;
        current.next = ahead(current);
        return current.next == null ? behindMessage(record, current.offset) : record;
    }

    private @Nullable SourceRecord ahead(Open current) {
        if (current.reader.isEmpty()) {
            return null;
        }
        try {
            Read read = current.reader.get().next();
            return read == null ? null : record(current, read);
        } catch (IOException e) {
            throw inMemory(e);
        }
    }

    private SourceRecord record(Open current, Read read) {
        Position position = new Position(current.offset, read.place().ordinal());
        return records.of(read, current.partition, position.toOffset());
    }

    private static SourceRecord behindMessage(SourceRecord record, long offset) {
        return new SourceRecord(
                record.sourcePartition(),
                Position.at(offset + 1).toOffset(),
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                record.value(),
                record.timestamp(),
                record.headers());
    }

    /** Names a message: {@code kafka:CLUSTER/TOPIC/PARTITION/OFFSET}. */
    private String origin(TopicPartition partition, long offset) {
        return config.scheme() + ":" + config.cluster() + "/" + partition.topic() + "/" + partition.partition() + "/"
                + offset;
    }

    private static IllegalStateException inMemory(IOException e) {
        return new IllegalStateException("bytes in memory cannot be read", e);
    }
}
