package io.windhover.connect.read;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record may be that holds events as text, and unpacks them one after the other. A reader has one of each kind and
 * shows it one record at a time; not thread-safe.
 */
interface Envelope {

    /**
     * Whether the record, which is valid JSON, is such an envelope. If so, its bytes stay as they are until {@link #next}
     * has given all that it holds.
     */
    boolean opens(byte[] bytes, int offset, int length);

    /** The next thing in the envelope that was opened last; null behind the last. */
    @Nullable
    Content next();

    /**
     * What an envelope held.
     *
     * @param bytes the event, one JSON object; or what is unreadable
     * @param problem why it cannot be read, in one sentence without any of its values; null where it can
     * @param context see {@link Read.Event#context}
     */
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    record Content(byte[] bytes, @Nullable String problem, Map<String, String> context) {}
}
