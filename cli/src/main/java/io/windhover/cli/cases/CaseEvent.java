package io.windhover.cli.cases;

import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.LogEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The event of a test, normalised when a rule asks. */
final class CaseEvent implements LogEvent {
    private final byte[] json;
    private final Normaliser normaliser;
    private final Instant ingestTime;
    private final NetworkContext network;
    private @Nullable CloudEvent normalised;

    /** @param normaliser does not refuse the event */
    CaseEvent(byte[] json, Normaliser normaliser, Instant ingestTime, NetworkContext network) {
        this.json = json;
        this.normaliser = normaliser;
        this.ingestTime = ingestTime;
        this.network = network;
    }

    @Override
    public LogSource logSource() {
        return normaliser.logSource();
    }

    @Override
    public byte[] buffer() {
        return json;
    }

    @Override
    public int offset() {
        return 0;
    }

    @Override
    public int length() {
        return json.length;
    }

    @Override
    public CloudEvent normalised() {
        if (normalised == null) {
            normalised = network.addTo(normalise());
        }
        return normalised;
    }

    private CloudEvent normalise() {
        if (normaliser.normalise(RawEvent.of(json, ingestTime)) instanceof Normalisation.Normalised done) {
            return done.event();
        }
        throw new IllegalStateException("the event was asked before whether it would be refused");
    }
}
