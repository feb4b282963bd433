package io.windhover.rules.state;

import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Makes observations as short as a test wants to read them. */
final class Observed {
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final Duration GRACE = Duration.ofMinutes(15);

    private Observed() {}

    /** Values that were seen so many days after the start, at noon. */
    static Observation on(int day, String... values) {
        return at(START.plus(Duration.ofDays(day)), values);
    }

    static Observation at(Instant time, String... values) {
        return event("at " + time + " " + String.join(",", values), time, values);
    }

    static Observation event(String uid, Instant time, String... values) {
        return Observation.newBuilder()
                .setRuleUid("baseline")
                .setRuleHash("hash")
                .setMatchedUid("base")
                .setGroup(List.of("alice"))
                .setValues(List.of(values))
                .setEvidence(new Evidence(uid, time, time.plusSeconds(2), "windhover.events", 3, 42L, "alice did"))
                .setCarried(Map.of())
                .build();
    }

    static Observation silent(Observation observation) {
        return Observation.newBuilder(observation).setSilent(true).build();
    }

    static Observation accepted(int day, String... values) {
        return Observation.newBuilder(on(day, values))
                .setKind(ObservationKind.ACCEPTED)
                .build();
    }

    static Instant time(Observation observation) {
        return observation.getEvidence().getTime();
    }
}
