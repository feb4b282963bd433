package io.windhover.benchmarks.company;

import io.windhover.rules.LogEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;

/** An event of a simulated log, with the place of its address. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record SimulatedEvent(byte[] json, CloudEvent normalised) implements LogEvent {
    public long time() {
        return normalised.getTime().toEpochMilli();
    }

    @Override
    public LogSource logSource() {
        return normalised.getLogSource();
    }

    @Override
    public byte[] buffer() {
        return json;
    }
}
