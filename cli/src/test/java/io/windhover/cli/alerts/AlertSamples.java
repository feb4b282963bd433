package io.windhover.cli.alerts;

import io.windhover.schemas.Actor;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Level;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Records as triage writes them. */
final class AlertSamples {
    private static final Instant TIME = Instant.parse("2026-11-27T10:00:00Z");

    private AlertSamples() {}

    /** What opens an alert, with its event. */
    static Alert opened(String uid, Level level, String entity) {
        return opened(uid, level, entity, "trail-stopped");
    }

    static Alert opened(String uid, Level level, String entity, String rule) {
        return Alert.newBuilder()
                .setUid(uid)
                .setActivity(AlertActivity.CREATE)
                .setLevel(level)
                .setRule(RuleReference.newBuilder()
                        .setUid(rule)
                        .setTitle("Trail stopped")
                        .setLevel(level)
                        .setTags(List.of("attack.t1562.008"))
                        .setHash("1")
                        .build())
                .setEntity(entity)
                .setFirstTime(TIME)
                .setLastTime(TIME)
                .setCount(1)
                .setEvent(event(entity))
                .build();
    }

    private static CloudEvent event(String principal) {
        return CloudEvent.newBuilder()
                .setUid("event")
                .setTime(TIME)
                .setIngestTime(TIME)
                .setProvider("aws")
                .setLogSource(LogSource.newBuilder()
                        .setProduct("aws")
                        .setService("cloudtrail")
                        .build())
                .setActor(Actor.newBuilder().setPrincipal(principal).build())
                .setSource(SourceEndpoint.newBuilder().setIp("203.0.113.9").build())
                .setApi(Api.newBuilder()
                        .setService("cloudtrail.amazonaws.com")
                        .setOperation("StopLogging")
                        .build())
                .setCloud(Cloud.newBuilder().build())
                .setRaw(ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** The same alert half a minute later, after so many events. */
    static Alert.Builder update(Alert opened, long count) {
        return Alert.newBuilder(opened)
                .setActivity(AlertActivity.UPDATE)
                .setEvent(null)
                .setLastTime(TIME.plusSeconds(30))
                .setCount(count);
    }
}
