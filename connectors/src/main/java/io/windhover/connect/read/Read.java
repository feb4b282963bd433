package io.windhover.connect.read;

import java.util.Map;

/** What a reader found next: an event, or something that it could not read. */
public sealed interface Read {

    /** Where it stands. */
    Place place();

    /**
     * One event: a JSON object, checked to be valid JSON in UTF-8, unwrapped from its container.
     *
     * <p>The bytes lie in the reader's own buffer and are valid only until its next call: copy what is to be kept.
     *
     * @param context what its container says of it and it does not itself; see
     *     {@link io.windhover.connect.normalise.RawEvent#context}
     */
    @SuppressWarnings("ArrayRecordComponent") // a slice of the reader's buffer, never compared
    record Event(Place place, byte[] buffer, int offset, int length, Map<String, String> context) implements Read {

        public Event {
            context = Map.copyOf(context);
        }

        /** An event whose container says nothing of it. */
        public Event(Place place, byte[] buffer, int offset, int length) {
            this(place, buffer, offset, length, Map.of());
        }
    }

    /**
     * Something unreadable, reported once; the reader goes on behind it.
     *
     * @param reason one sentence without any of the input's values
     * @param excerpt its first bytes, a copy, {@link ReadLimits#excerptBytes} at most
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Unreadable(Place place, String reason, byte[] excerpt) implements Read {}
}
