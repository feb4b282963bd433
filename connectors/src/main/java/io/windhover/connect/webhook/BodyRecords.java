package io.windhover.connect.webhook;

import io.windhover.connect.read.Place;
import io.windhover.connect.read.Place.Unit;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.connect.read.RecordReader;
import io.windhover.connect.record.Delivery;
import io.windhover.connect.record.EventRecords;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/** Makes Connect's records of a request's body. One body at a time, which bounds what is unpacked at once. */
final class BodyRecords {

    /** There is nothing to go back to in what is pushed: the offset is the same for ever. */
    private static final Map<String, String> OFFSET = Map.of("push", "none");

    private final EventRecords records;
    private final ReadLimits limits;
    private final int maxBytes;
    private final int maxRecords;

    BodyRecords(EventRecords records, WebhookSourceConfig config) {
        this.records = records;
        limits = config.limits();
        maxBytes = config.requestMaxBytes();
        maxRecords = config.requestMaxRecords();
    }

    /**
     * What became of a body.
     *
     * @param complaint why a part of it could not be read, for the sender; empty where all could
     */
    record Made(Batch batch, Optional<String> complaint) {}

    /**
     * Events and dead letters of a body.
     *
     * @throws Body.TooLargeException where it holds more than may be
     */
    synchronized Made of(Route route, Delivery delivery, byte[] body) throws Body.TooLargeException {
        byte[] content;
        try {
            content = Body.isGzip(body) ? Body.inflate(body, maxBytes) : body;
        } catch (IOException e) {
            Place place = new Place(route.origin(), Unit.RECORD, 1, 0, 0);
            String reason = "the compressed data is damaged";
            byte[] excerpt = Arrays.copyOf(body, Math.min(body.length, limits.excerptBytes()));
            SourceRecord letter = record(route, delivery, new Read.Unreadable(place, reason, excerpt));
            return new Made(new Batch(List.of(letter)), Optional.of(reason));
        }
        return split(route, delivery, content);
    }

    private Made split(Route route, Delivery delivery, byte[] content) throws Body.TooLargeException {
        List<SourceRecord> made = new ArrayList<>();
        Optional<String> complaint = Optional.empty();
        try (RecordReader reader = RecordReader.of(route.origin(), new ByteArrayInputStream(content), limits)) {
            for (Read read = reader.next(); read != null; read = reader.next()) {
                if (made.size() == maxRecords) {
                    throw new Body.TooLargeException("the body holds more than " + maxRecords + " records");
                }
                if (read instanceof Read.Unreadable unreadable && complaint.isEmpty()) {
                    complaint = Optional.of(unreadable.place().describe() + ": " + unreadable.reason());
                }
                made.add(record(route, delivery, read));
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot be read", e);
        }
        return new Made(new Batch(made), complaint);
    }

    private SourceRecord record(Route route, Delivery delivery, Read read) {
        return records.of(read, delivery, Map.of("route", route.path()), OFFSET);
    }
}
