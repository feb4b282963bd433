package io.windhover.detector.match;

import io.windhover.rules.LogEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import java.nio.ByteBuffer;

/** The event being judged: one object a task, pointed at one event after the other. */
final class RawEvent implements LogEvent {
    private CloudEvent event;
    private ByteBuffer raw;

    @SuppressWarnings("NullAway.Init") // Pointed at an event before anything else.
    RawEvent() {}

    void of(CloudEvent event) {
        this.event = event;
        this.raw = event.getRaw();
    }

    @Override
    public LogSource logSource() {
        return event.getLogSource();
    }

    @Override
    public byte[] buffer() {
        return raw.array();
    }

    @Override
    public int offset() {
        return raw.arrayOffset() + raw.position();
    }

    @Override
    public int length() {
        return raw.remaining();
    }

    @Override
    public CloudEvent normalised() {
        return event;
    }
}
