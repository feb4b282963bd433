package io.windhover.connect.normalise;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Origin;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for every log: reading the wanted fields of a record, its time, its uid where it has none of its own,
 * and keeping the raw event. A log's own normaliser says in {@link #describe} what its record means.
 *
 * <p>An event needs a time. Everything else may be missing.
 *
 * @param <F> the log's fields
 */
public abstract class RecordNormaliser<F extends Enum<F>> implements Normaliser {

    /** What is kept of a raw event. */
    public static final int MAX_RAW_BYTES = 256 << 10;

    /** An event that claims to be later than this after its ingest is taken to be of its ingest. */
    private static final Duration MAX_FUTURE = Duration.ofMinutes(5);

    private final LogSource logSource;
    private final FieldTable<F> fields;
    private final List<F> timeFields;
    private final EventTimes times;
    private final RawTruncation truncation = new RawTruncation(MAX_RAW_BYTES);

    /**
     * For one log.
     *
     * @param logSource the log, in the words of Sigma rules
     * @param timeFields where a record may say when it was done, the best first
     */
    protected RecordNormaliser(LogSource logSource, FieldTable<F> fields, List<F> timeFields) {
        this.logSource = logSource;
        this.fields = fields;
        this.timeFields = List.copyOf(timeFields);
        this.times = new EventTimes(timeFields.stream().map(fields::path).toList());
    }

    /** What the record says. Called only for records with a time; must not throw, whatever the values are. */
    protected abstract Described describe(FieldValues<F> record);

    /** What the record says, for logs where what came with it ({@link RawEvent#context}) says something too. */
    protected Described describe(FieldValues<F> record, Map<String, String> context) {
        return describe(record);
    }

    /** When it was done, where that is known better than from the record; null, as by default, where it is not. */
    protected @Nullable Instant knownTime(RawEvent event) {
        return null;
    }

    @Override
    public final LogSource logSource() {
        return logSource;
    }

    @Override
    public final Optional<String> refusal(byte[] buffer, int offset, int length) {
        return times.refusal(buffer, offset, length);
    }

    @Override
    public final Optional<Instant> time(byte[] buffer, int offset, int length) {
        return times.time(buffer, offset, length);
    }

    @Override
    public final Normalisation normalise(RawEvent event) {
        FieldValues<F> record;
        try {
            record = fields.read(event.buffer(), event.offset(), event.length());
        } catch (IOException e) {
            return new Normalisation.Refused("not one JSON object: " + e.getMessage());
        }
        Instant eventTime = knownTime(event);
        if (eventTime == null) {
            String time = record.first(timeFields);
            eventTime = time == null ? null : EventTime.parse(time);
            if (eventTime == null) {
                return new Normalisation.Refused(times.refusal(time).orElseThrow());
            }
        }
        try {
            return new Normalisation.Normalised(cloudEvent(event, describe(record, event.context()), eventTime));
        } catch (IOException e) {
            return new Normalisation.Refused("not valid JSON, and too large to be kept whole");
        }
    }

    private CloudEvent cloudEvent(RawEvent event, Described described, Instant eventTime) throws IOException {
        boolean clamped = eventTime.isAfter(event.ingestTime().plus(MAX_FUTURE));
        boolean whole = event.length() <= MAX_RAW_BYTES;
        return new CloudEvent(
                described.uid() == null ? "sha256:" + hash(event) : described.uid(),
                clamped ? event.ingestTime() : eventTime,
                event.ingestTime(),
                clamped,
                logSource.getProduct(),
                logSource,
                described.activity().classUid(),
                described.activity().activityId(),
                described.outcome().statusId(),
                described.actor(),
                described.source(),
                described.api(),
                described.cloud(),
                described.resources(),
                event.origin() == null ? null : new Origin(event.origin(), event.position()),
                ByteBuffer.wrap(
                        whole ? copy(event) : truncation.truncate(event.buffer(), event.offset(), event.length())),
                !whole,
                false);
    }

    private static byte[] copy(RawEvent event) {
        return Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + event.length());
    }

    private static String hash(RawEvent event) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(event.buffer(), event.offset(), event.length());
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
