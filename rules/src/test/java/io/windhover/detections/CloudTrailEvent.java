package io.windhover.detections;

import io.windhover.rules.LogEvent;
import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** A raw CloudTrail event. The shipped rules look at the raw log alone, so the normalised event says almost nothing. */
final class CloudTrailEvent implements LogEvent {
    private final byte[] json;

    CloudTrailEvent(String json) {
        this.json = json.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] buffer() {
        return json;
    }

    @Override
    public LogSource logSource() {
        return LogSource.newBuilder().setProduct("aws").setService("cloudtrail").build();
    }

    @Override
    public CloudEvent normalised() {
        return CloudEvent.newBuilder()
                .setUid("uid")
                .setTime(Instant.EPOCH)
                .setIngestTime(Instant.EPOCH)
                .setProvider("aws")
                .setLogSource(logSource())
                .setActor(Actor.newBuilder().setPrincipal("somebody").build())
                .setSource(SourceEndpoint.newBuilder().build())
                .setApi(Api.newBuilder().build())
                .setCloud(Cloud.newBuilder().build())
                .setResources(List.of())
                .setRaw(ByteBuffer.wrap(json))
                .build();
    }
}
