package io.windhover.rules;

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

/** An event from its JSON; normalised, it has a principal and little else. Counts how often it was normalised. */
public final class TestEvent implements LogEvent {
    public static final String PRINCIPAL = "arn:aws:iam::123456789012:user/ada";

    private final LogSource logSource;
    private final byte[] json;
    private int normalisations;

    public TestEvent(LogSource logSource, String json) {
        this(logSource, json.getBytes(StandardCharsets.UTF_8));
    }

    public TestEvent(LogSource logSource, byte[] json) {
        this.logSource = logSource;
        this.json = json;
    }

    public static TestEvent cloudTrail(String json) {
        return new TestEvent(new LogSource("aws", "cloudtrail", null), json);
    }

    public int normalisations() {
        return normalisations;
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
        normalisations++;
        return CloudEvent.newBuilder()
                .setUid("uid-1")
                .setTime(Instant.EPOCH)
                .setIngestTime(Instant.EPOCH)
                .setProvider(logSource.getProduct())
                .setLogSource(logSource)
                .setActor(Actor.newBuilder().setPrincipal(PRINCIPAL).build())
                .setSource(SourceEndpoint.newBuilder().setIp("198.51.100.7").build())
                .setApi(Api.newBuilder()
                        .setOperation("CreateUser")
                        .setReadOnly(false)
                        .build())
                .setCloud(Cloud.newBuilder().build())
                .setResources(List.of())
                .setRaw(ByteBuffer.wrap(json))
                .build();
    }
}
