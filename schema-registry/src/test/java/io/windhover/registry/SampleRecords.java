package io.windhover.registry;

import io.windhover.schemas.Actor;
import io.windhover.schemas.Alert;
import io.windhover.schemas.AlertActivity;
import io.windhover.schemas.Api;
import io.windhover.schemas.Cloud;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Geo;
import io.windhover.schemas.Level;
import io.windhover.schemas.ListEntry;
import io.windhover.schemas.ListEntryKind;
import io.windhover.schemas.LogSource;
import io.windhover.schemas.Observation;
import io.windhover.schemas.Origin;
import io.windhover.schemas.Resource;
import io.windhover.schemas.RuleDocument;
import io.windhover.schemas.RuleFormat;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import io.windhover.schemas.SourceEndpoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** One record of each topic's schema, every nested record and collection filled. */
final class SampleRecords {

    static final Instant TIME = Instant.ofEpochMilli(1_700_000_000_123L);

    private SampleRecords() {}

    static Stream<SpecificRecord> all() {
        return Stream.of(event(), finding(), alert(), observation(), document(), listEntry());
    }

    static CloudEvent event() {
        return CloudEvent.newBuilder()
                .setUid("uid-1")
                .setTime(TIME)
                .setIngestTime(TIME.plusSeconds(2))
                .setProvider("aws")
                .setLogSource(LogSource.newBuilder()
                        .setProduct("aws")
                        .setService("cloudtrail")
                        .build())
                .setClassUid(6003)
                .setActor(Actor.newBuilder()
                        .setPrincipal("arn:aws:iam::1:user/ann")
                        .setSessionMfa(true)
                        .build())
                .setSource(SourceEndpoint.newBuilder()
                        .setIp("192.0.2.1")
                        .setGeo(Geo.newBuilder()
                                .setCountry("IS")
                                .setLatitude(64.1)
                                .setAsNumber(64500L)
                                .build())
                        .build())
                .setApi(Api.newBuilder().setOperation("CreateUser — ÄÖ 🦅").build())
                .setCloud(Cloud.newBuilder().setRegion("eu-north-1").build())
                .setResources(List.of(Resource.newBuilder().setUid("arn:1").build()))
                .setOrigin(Origin.newBuilder().setName("a.json").setPosition(7).build())
                .setRaw(ByteBuffer.wrap("{\"eventName\":\"CreateUser\"}".getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    static Finding finding() {
        return Finding.newBuilder()
                .setRule(rule())
                .setEntity("arn:aws:iam::1:user/ann")
                .setContext(Map.of("user", "ann"))
                .setEvidence(evidence())
                .setEvent(event())
                .build();
    }

    static Alert alert() {
        return Alert.newBuilder()
                .setUid("0123456789abcdef0123456789abcdef")
                .setActivity(AlertActivity.CREATE)
                .setLevel(Level.HIGH)
                .setRule(rule())
                .setEntity("ann")
                .setFirstTime(TIME)
                .setLastTime(TIME)
                .setCount(3)
                .setEvidence(List.of(evidence(), evidence()))
                .setEvent(event())
                .build();
    }

    static Observation observation() {
        return Observation.newBuilder()
                .setRuleUid("r")
                .setRuleHash("h")
                .setMatchedUid("m")
                .setGroup(List.of("a", "b"))
                .setValues(Arrays.asList("x", null))
                .setEvidence(evidence())
                .build();
    }

    static RuleDocument document() {
        return RuleDocument.newBuilder()
                .setFormat(RuleFormat.SIGMA)
                .setText("title: x")
                .setMode(RuleMode.SHADOW)
                .setMembers(List.of("a"))
                .setPublished(TIME)
                .build();
    }

    static ListEntry listEntry() {
        return ListEntry.newBuilder()
                .setList("bad")
                .setValue("203.0.113.0/24")
                .setKind(ListEntryKind.NETWORK)
                .setSource("feed")
                .setExpires(TIME)
                .setConfidence(80)
                .build();
    }

    private static RuleReference rule() {
        return RuleReference.newBuilder()
                .setUid("r")
                .setTitle("t")
                .setLevel(Level.HIGH)
                .setTags(List.of("attack.t1098"))
                .setHash("h")
                .build();
    }

    private static Evidence evidence() {
        return Evidence.newBuilder()
                .setUid("uid-1")
                .setTime(TIME)
                .setIngestTime(TIME)
                .setOffset(9)
                .build();
    }
}
