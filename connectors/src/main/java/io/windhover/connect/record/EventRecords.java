package io.windhover.connect.record;

import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.EventKey;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.plugin.EventSourceConfig;
import io.windhover.connect.read.Place;
import io.windhover.connect.read.Read;
import io.windhover.connect.read.ReadLimits;
import io.windhover.registry.AvroSerde;
import io.windhover.registry.SchemaRegistries;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.DeadLetterHeaders;
import io.windhover.schemas.LogSources;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes Connect's records of what a reader found: events with the key that all writers of events use, or dead letters.
 * Keys and values are bytes already. Not thread-safe.
 */
public final class EventRecords {

    /** The log an event stands in, as {@code product/service}: a header. */
    public static final String LOG_SOURCE = "windhover.log-source";

    /** How normalisers mark the uid of an event that has no id of its own: a hash of its bytes follows. */
    private static final String UID_FROM_CONTENT = "sha256:";

    private static final String READ = "read";
    private static final String NORMALISE = "normalise";

    private final String topic;
    private final String deadLetterTopic;
    private final ReadLimits limits;
    private final Optional<Normaliser> normaliser;
    private final Map<String, String> context;
    private final Serializer<CloudEvent> serializer;
    private final Clock clock;
    private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();
    private final EventKey eventKey = new EventKey();

    /**
     * For one task.
     *
     * @param clock gives the ingest time
     */
    public EventRecords(EventSourceConfig config, Clock clock) {
        topic = config.topic();
        deadLetterTopic = config.deadLetterTopic();
        limits = config.limits();
        normaliser = config.normaliser();
        context = config.context();
        serializer = new AvroSerde<>(CloudEvent.class, SchemaRegistries.connect(config.originals())).serializer();
        this.clock = clock;
    }

    /**
     * The record of what was read.
     *
     * @param partition Connect's source partition
     * @param offset Connect's source offset: where a restart goes on once this record was written
     */
    public SourceRecord of(Read read, Map<String, ?> partition, Map<String, ?> offset) {
        return of(read, Delivery.NONE, partition, offset);
    }

    /** The record of what was read of a delivery; see {@link #of(Read, Map, Map)}. */
    public SourceRecord of(Read read, Delivery delivery, Map<String, ?> partition, Map<String, ?> offset) {
        Content content =
                read instanceof Read.Event event ? content(event, delivery) : unreadable((Read.Unreadable) read);
        // The record's time is left to the producer: the event's own is in the payload, and an old one would be
        // deleted.
        return new SourceRecord(
                partition,
                offset,
                content.topic(),
                null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                content.key(),
                Schema.BYTES_SCHEMA,
                content.value(),
                null,
                content.headers());
    }

    /** Whether a record made here is a dead letter. */
    public static boolean isDeadLetter(SourceRecord record) {
        return record.headers().lastWithName(DeadLetterHeaders.REASON) != null;
    }

    /** A record but for where it came from. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Content(String topic, byte @Nullable [] key, byte[] value, ConnectHeaders headers) {}

    private Content content(Read.Event event, Delivery delivery) {
        Optional<Normaliser> chosen = normaliser.isPresent()
                ? normaliser
                : recogniser.recognise(event.buffer(), event.offset(), event.length());
        if (chosen.isEmpty()) {
            return refused(event, "no log that is known looks like this record");
        }
        Place place = event.place();
        Normalisation result = chosen.get()
                .normalise(new RawEvent(
                        event.buffer(),
                        event.offset(),
                        event.length(),
                        place.source(),
                        place.position(),
                        clock.instant(),
                        context(event, delivery)));
        if (result instanceof Normalisation.Refused refused) {
            return refused(event, refused.reason());
        }
        CloudEvent normalised = identified(((Normalisation.Normalised) result).event(), delivery.uid(place.ordinal()));
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(LOG_SOURCE, LogSources.name(normalised.getLogSource()));
        return new Content(topic, eventKey.of(normalised.getUid()), serializer.serialize(topic, normalised), headers);
    }

    /** What the operator says goes before what the event came in, and that before what its sender says. */
    private Map<String, String> context(Read.Event event, Delivery delivery) {
        if (context.isEmpty() && event.context().isEmpty()) {
            return delivery.context();
        }
        Map<String, String> all = new HashMap<>(delivery.context());
        all.putAll(event.context());
        all.putAll(context);
        return all;
    }

    private static CloudEvent identified(CloudEvent event, Optional<String> ofDelivery) {
        return ofDelivery.isPresent() && event.getUid().startsWith(UID_FROM_CONTENT)
                ? CloudEvent.newBuilder(event).setUid(ofDelivery.get()).build()
                : event;
    }

    private Content refused(Read.Event event, String reason) {
        int kept = Math.min(event.length(), limits.excerptBytes());
        byte[] excerpt = Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + kept);
        return deadLetter(event.place(), NORMALISE, reason, excerpt);
    }

    private Content unreadable(Read.Unreadable unreadable) {
        return deadLetter(unreadable.place(), READ, unreadable.reason(), unreadable.excerpt());
    }

    private Content deadLetter(Place place, String stage, String reason, byte[] excerpt) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(DeadLetterHeaders.REASON, reason);
        headers.addString(DeadLetterHeaders.SOURCE, place.source());
        headers.addString(DeadLetterHeaders.POSITION, place.describe());
        headers.addString(DeadLetterHeaders.STAGE, stage);
        return new Content(deadLetterTopic, null, excerpt, headers);
    }
}
