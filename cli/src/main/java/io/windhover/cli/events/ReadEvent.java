package io.windhover.cli.events;

import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.connect.read.Place;
import io.windhover.connect.read.Read;
import io.windhover.detector.network.NetworkContext;
import io.windhover.rules.LogEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The event being judged: one object a run, pointed at one record after the other, that normalises only when asked. */
public final class ReadEvent implements LogEvent {
    private final Instant ingestTime;
    private final NetworkContext network;
    private Read.Event record;
    private Normaliser normaliser;
    private @Nullable CloudEvent normalised;

    /**
     * Makes one that is pointed at nothing.
     *
     * @param ingestTime the same for all events of a run
     * @param network knows where addresses are
     */
    @SuppressWarnings("NullAway.Init") // Pointed at a record before anything else.
    ReadEvent(Instant ingestTime, NetworkContext network) {
        this.ingestTime = ingestTime;
        this.network = network;
    }

    void of(Read.Event record, Normaliser normaliser) {
        this.record = record;
        this.normaliser = normaliser;
        this.normalised = null;
    }

    /** Where it stands. */
    public Place place() {
        return record.place();
    }

    /** Whether its time is the log's; a log without a normaliser has none, and {@link #normalised} then says now. */
    public boolean isTimed() {
        return !(normaliser instanceof UnknownLog);
    }

    @Override
    public LogSource logSource() {
        return normaliser.logSource();
    }

    @Override
    public byte[] buffer() {
        return record.buffer();
    }

    @Override
    public int offset() {
        return record.offset();
    }

    @Override
    public int length() {
        return record.length();
    }

    @Override
    public CloudEvent normalised() {
        if (normalised == null) {
            normalised = network.addTo(normalise());
        }
        return normalised;
    }

    private CloudEvent normalise() {
        RawEvent raw = new RawEvent(
                record.buffer(),
                record.offset(),
                record.length(),
                record.place().source(),
                record.place().position(),
                ingestTime,
                record.context());
        Normalisation normalisation = normaliser.normalise(raw);
        if (normalisation instanceof Normalisation.Normalised done) {
            return done.event();
        }
        throw new IllegalStateException("the event was asked before whether it would be refused");
    }
}
