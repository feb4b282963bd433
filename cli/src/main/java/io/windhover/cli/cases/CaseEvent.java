package io.windhover.cli.cases;

import io.windhover.rules.LogEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The event of a test, normalised when a rule asks. */
final class CaseEvent implements LogEvent {
    private final byte[] json;
    private final LogSource logSource;
    private final Supplier<CloudEvent> normalising;
    private @Nullable CloudEvent normalised;

    /** @param normalising is asked once at most */
    CaseEvent(byte[] json, LogSource logSource, Supplier<CloudEvent> normalising) {
        this.json = json;
        this.logSource = logSource;
        this.normalising = normalising;
    }

    @Override
    public LogSource logSource() {
        return logSource;
    }

    @Override
    public byte[] buffer() {
        return json;
    }

    @Override
    public CloudEvent normalised() {
        if (normalised == null) {
            normalised = normalising.get();
        }
        return normalised;
    }
}
