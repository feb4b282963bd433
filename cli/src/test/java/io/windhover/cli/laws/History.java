package io.windhover.cli.laws;

import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Random events of a few users over two hours, each up to eight minutes late; the last of all is an {@code end}. */
final class History {
    private static final List<String> WHAT = List.of("fail", "fail", "good", "other");
    private static final int USERS = 5;
    private static final int EVENTS = 260;
    private static final Duration SPAN = Duration.ofHours(2);
    private static final Duration LATEST = Duration.ofMinutes(8);

    private final List<CloudEvent> events;

    private History(List<CloudEvent> events) {
        this.events = events;
    }

    /** @param end when the last event happened */
    static History random(long seed, Instant end) {
        Random random = new Random(seed);
        Instant begin = end.minus(SPAN);
        List<CloudEvent> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            Instant time = begin.plusMillis(
                    (long) (random.nextDouble() * SPAN.minusMinutes(1).toMillis()));
            String raw = "{\"what\":\"%s\",\"user\":\"u%d\",\"ip\":\"192.0.2.%d\",\"size\":%d}"
                    .formatted(
                            WHAT.get(random.nextInt(WHAT.size())),
                            random.nextInt(USERS),
                            random.nextInt(4),
                            random.nextInt(100));
            events.add(event("e" + i, time, Duration.ofMillis(random.nextLong(LATEST.toMillis())), raw));
        }
        events.add(event("end", end, LATEST, "{\"what\":\"end\",\"user\":\"nobody\"}"));
        return new History(events);
    }

    private static CloudEvent event(String uid, Instant time, Duration late, String raw) {
        return CloudEvent.newBuilder()
                .setUid(uid)
                .setTime(time)
                .setIngestTime(time.plus(late))
                .setProvider("aws")
                .setLogSource(new LogSource("aws", "cloudtrail", null))
                .setActor(Actor.newBuilder().setPrincipal("somebody").build())
                .setSource(SourceEndpoint.newBuilder().build())
                .setApi(Api.newBuilder().build())
                .setCloud(Cloud.newBuilder().build())
                .setResources(List.of())
                .setRaw(ByteBuffer.wrap(raw.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** As they happened. */
    List<CloudEvent> inEventTime() {
        return events.stream().sorted(Comparator.comparing(CloudEvent::getTime)).toList();
    }

    /** As they came. */
    List<CloudEvent> asDelivered() {
        return events.stream()
                .sorted(Comparator.comparing(CloudEvent::getIngestTime))
                .toList();
    }

    /** As they came, each twice, the second time a while after the first. */
    List<CloudEvent> deliveredTwice() {
        List<CloudEvent> once = asDelivered();
        List<CloudEvent> twice = new ArrayList<>();
        int behind = 20;
        for (int i = 0; i < once.size() + behind; i++) {
            if (i < once.size()) {
                twice.add(once.get(i));
            }
            if (i >= behind) {
                twice.add(once.get(i - behind));
            }
        }
        return twice;
    }
}
