package io.windhover.cli.events;

import io.windhover.connect.normalise.Normalisation;
import io.windhover.connect.normalise.Normaliser;
import io.windhover.connect.normalise.RawEvent;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Origin;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * A log that the user named and Windhover has no normaliser for: rules can match its raw fields, and an alert shows
 * where the event stands, but not who did it. The time of reading stands in for the event's.
 */
public record UnknownLog(LogSource logSource) implements Normaliser {
    @Override
    public Normalisation normalise(RawEvent event) {
        CloudEvent bare = CloudEvent.newBuilder()
                .setUid("")
                .setTime(event.ingestTime())
                .setIngestTime(event.ingestTime())
                .setProvider(logSource.getProduct())
                .setLogSource(logSource)
                .setActor(Actor.newBuilder().build())
                .setSource(SourceEndpoint.newBuilder().build())
                .setApi(Api.newBuilder().build())
                .setCloud(Cloud.newBuilder().build())
                .setOrigin(event.origin() == null ? null : new Origin(event.origin(), event.position()))
                .setRaw(ByteBuffer.wrap(
                        Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + event.length())))
                .build();
        return new Normalisation.Normalised(bare);
    }

    @Override
    public Optional<String> refusal(byte[] buffer, int offset, int length) {
        return Optional.empty();
    }

    @Override
    public Optional<Instant> time(byte[] buffer, int offset, int length) {
        return Optional.empty();
    }
}
