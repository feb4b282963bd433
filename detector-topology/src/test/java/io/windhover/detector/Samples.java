package io.windhover.detector;

import io.windhover.schemas.Actor;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Level;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Reason;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Events, findings and rules as the stages see them, with only what a test cares about spelled out. */
public final class Samples {
    public static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
    public static final String ALICE = "arn:aws:iam::111122223333:user/alice";

    private Samples() {}

    /** A CloudTrail event of {@link #ALICE} whose raw text is what the normalised fields say. */
    public static CloudEvent event(String uid, Instant time, String operation) {
        String raw = """
                {"eventID":"%s","eventTime":"%s","eventSource":"iam.amazonaws.com","eventName":"%s",\
                "sourceIPAddress":"203.0.113.9","userIdentity":{"type":"IAMUser","arn":"%s"}}""".formatted(uid, time, operation, ALICE);
        return event(uid, time, operation, raw);
    }

    /** The same with a raw text of the test's own. */
    public static CloudEvent event(String uid, Instant time, String operation, String raw) {
        return CloudEvent.newBuilder()
                .setUid(uid)
                .setTime(time)
                .setIngestTime(time.plusSeconds(1))
                .setProvider("aws")
                .setLogSource(new LogSource("aws", "cloudtrail", null))
                .setClassUid(6003)
                .setStatusId(1)
                .setActor(Actor.newBuilder()
                        .setPrincipal(ALICE)
                        .setType("IAMUser")
                        .build())
                .setSource(SourceEndpoint.newBuilder().setIp("203.0.113.9").build())
                .setApi(Api.newBuilder()
                        .setService("iam.amazonaws.com")
                        .setOperation(operation)
                        .build())
                .setCloud(Cloud.newBuilder().setAccountUid("111122223333").build())
                .setRaw(ByteBuffer.wrap(raw.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    public static RuleReference rule(String uid, Duration period, int threshold) {
        return RuleReference.newBuilder()
                .setUid(uid)
                .setTitle("Title of " + uid)
                .setLevel(Level.HIGH)
                .setHash("hash-1")
                .setMode(RuleMode.LIVE)
                .setPeriod(period.toMillis())
                .setThreshold(threshold)
                .build();
    }

    public static Finding finding(RuleReference rule, String eventUid, Instant time) {
        CloudEvent event = event(eventUid, time, "CreateAccessKey");
        return new Finding(
                rule,
                7L,
                ALICE,
                "",
                "somebody did something",
                Map.of("user", "alice"),
                evidence(eventUid, time),
                event,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** A finding of a stateful rule: the last of the events decided, the others made it true with it. */
    public static Finding finding(RuleReference rule, List<Evidence> events, Reason... reasons) {
        Evidence decisive = events.get(events.size() - 1);
        return Finding.newBuilder(finding(rule, decisive.getUid(), decisive.getTime()))
                .setRelated(events.subList(0, events.size() - 1))
                .setReasons(List.of(reasons))
                .build();
    }

    public static Evidence evidence(String eventUid, Instant time) {
        return new Evidence(eventUid, time, time.plusSeconds(1), "windhover.events", 0, 42L, "summary");
    }

    /** A Sigma rule that matches one operation of CloudTrail. */
    public static String sigma(String id, String operation) {
        return """
                title: Calls %2$s
                id: %1$s
                status: stable
                description: A rule of the tests.
                author: Windhover
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection: {eventName: %2$s}
                  condition: selection
                level: high
                tags: [attack.persistence, attack.t1098.001]
                """.formatted(id, operation);
    }

    public static List<Finding> findings(RuleReference rule, Instant... times) {
        return IntStream.range(0, times.length)
                .mapToObj(i -> finding(rule, "event-" + i, times[i]))
                .toList();
    }
}
