package io.windhover.connect.file;

import io.windhover.connect.logs.KnownLogs;
import io.windhover.connect.normalise.EventKey;
import io.windhover.connect.normalise.LogSourceRecogniser;
import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.DeadLetterHeaders;
import io.windhover.schemas.LogSource;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/** Makes Connect's records of what a reader found: events, or dead letters. Not thread-safe. */
final class SourceRecords {

    /** The log an event stands in, as {@code product/service}. */
    static final String LOG_SOURCE = "windhover.log-source";

    private static final String READ = "read";
    private static final String NORMALISE = "normalise";
    private static final String FILE = "file";
    private static final String RECORD = "record";

    private final FileSourceConfig config;
    private final Serializer<CloudEvent> serializer;
    private final Clock clock;
    private final Function<String, Map<String, Object>> committed;
    private final LogSourceRecogniser recogniser = KnownLogs.standard().recogniser();
    private final EventKey eventKey = new EventKey();

    private String currentFile = "";
    private Optional<FileHead> currentHead = Optional.empty();
    private Map<String, String> currentPartition = Map.of();

    /**
     * For one task.
     *
     * @param committed a file's source offset from before, empty where there is none
     */
    SourceRecords(
            FileSourceConfig config,
            Serializer<CloudEvent> serializer,
            Clock clock,
            Function<String, Map<String, Object>> committed) {
        this.config = config;
        this.serializer = serializer;
        this.clock = clock;
        this.committed = committed;
    }

    /** Which file, whatever directory the worker runs in. */
    static Map<String, String> partition(String file) {
        boolean hasPath = !file.equals(InputFiles.STANDARD_INPUT);
        return Map.of(FILE, hasPath ? Path.of(file).toAbsolutePath().normalize().toString() : file);
    }

    /**
     * How many of the file's first records an offset says were handled; 0 where another file has taken its name, or
     * where the offset does not tell of which file it speaks.
     */
    static long handled(String file, Map<String, ?> offset) {
        boolean same = file.equals(InputFiles.STANDARD_INPUT)
                || FileHead.from(offset).filter(head -> head.isOf(file)).isPresent();
        return same && offset.get(RECORD) instanceof Number number ? number.longValue() : 0;
    }

    SourceRecord of(Read read) {
        if (read instanceof Read.Unreadable unreadable) {
            return deadLetter(unreadable.place(), READ, unreadable.reason(), unreadable.excerpt());
        }
        Read.Event event = (Read.Event) read;
        Optional<Normaliser> normaliser = recogniser.recognise(event.buffer(), event.offset(), event.length());
        if (normaliser.isEmpty()) {
            return refused(event, "no log that is known looks like this record");
        }
        Normalisation result = normaliser
                .get()
                .normalise(new RawEvent(
                        event.buffer(),
                        event.offset(),
                        event.length(),
                        event.place().source(),
                        event.place().position(),
                        clock.instant()));
        if (result instanceof Normalisation.Refused refused) {
            return refused(event, refused.reason());
        }
        return event(event.place(), ((Normalisation.Normalised) result).event());
    }

    boolean isDeadLetter(SourceRecord record) {
        return record.headers().lastWithName(DeadLetterHeaders.REASON) != null;
    }

    private SourceRecord event(Place place, CloudEvent event) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(LOG_SOURCE, name(event.getLogSource()));
        byte[] value = serializer.serialize(config.topic(), event);
        return record(place, config.topic(), eventKey.of(event.getUid()), value, headers);
    }

    private SourceRecord refused(Read.Event event, String reason) {
        int kept = Math.min(event.length(), config.limits().excerptBytes());
        byte[] excerpt = Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + kept);
        return deadLetter(event.place(), NORMALISE, reason, excerpt);
    }

    private SourceRecord deadLetter(Place place, String stage, String reason, byte[] excerpt) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString(DeadLetterHeaders.REASON, reason);
        headers.addString(DeadLetterHeaders.SOURCE, place.source());
        headers.addString(DeadLetterHeaders.POSITION, place.describe());
        headers.addString(DeadLetterHeaders.STAGE, stage);
        return record(place, config.deadLetterTopic(), null, excerpt, headers);
    }

    /** The record's time is left to the producer: the event's own is in the payload, and an old one would be deleted. */
    private SourceRecord record(
            Place place, String topic, byte @Nullable [] key, byte[] value, ConnectHeaders headers) {
        Map<String, Object> offset = offset(place);
        return new SourceRecord(
                currentPartition,
                offset,
                topic,
                null,
                Schema.OPTIONAL_BYTES_SCHEMA,
                key,
                Schema.BYTES_SCHEMA,
                value,
                null,
                headers);
    }

    private Map<String, Object> offset(Place place) {
        if (!place.source().equals(currentFile)) {
            currentFile = place.source();
            currentHead = FileHead.of(currentFile);
            currentPartition = partition(currentFile);
        }
        Map<String, Object> before = place.ordinal() == 0 ? committed.apply(currentFile) : Map.of();
        if (!before.isEmpty()) {
            // Nothing was handled now: what was handled before must not be forgotten.
            return before;
        }
        Map<String, Object> offset = new HashMap<>();
        offset.put(RECORD, place.ordinal());
        currentHead.ifPresent(head -> head.addTo(offset));
        return offset;
    }

    private static String name(LogSource source) {
        return source.getService() == null ? source.getProduct() : source.getProduct() + "/" + source.getService();
    }
}
