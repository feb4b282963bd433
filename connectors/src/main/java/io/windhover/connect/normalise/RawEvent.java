package io.windhover.connect.normalise;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event as the log wrote it, unwrapped from its container: UTF-8 JSON, an object.
 *
 * <p>The bytes belong to whoever read them and may change after the call they were passed to.
 *
 * @param buffer holds the event
 * @param offset where the event begins in the buffer
 * @param length bytes of the event
 * @param origin file, object or queue it was read from; null where it was pushed to us
 * @param position line or record in the origin, from 1; 0 without an origin
 * @param ingestTime when it was read
 * @param context what came with the event and does not stand in it, such as a webhook's headers; names in lower case. The
 *     values are the sender's: bounded by who received them, trusted by nobody
 */
@SuppressWarnings("ArrayRecordComponent") // a slice of the reader's buffer, never compared
public record RawEvent(
        byte[] buffer,
        int offset,
        int length,
        @Nullable String origin,
        long position,
        Instant ingestTime,
        Map<String, String> context) {

    public RawEvent {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        context = Map.copyOf(context);
    }

    /** An event that nothing came with. */
    public RawEvent(byte[] buffer, int offset, int length, @Nullable String origin, long position, Instant ingestTime) {
        this(buffer, offset, length, origin, position, ingestTime, Map.of());
    }

    /** An event that fills its buffer and comes from nowhere in particular. */
    public static RawEvent of(byte[] json, Instant ingestTime) {
        return new RawEvent(json, 0, json.length, null, 0, ingestTime);
    }
}
