package io.windhover.detector;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObservationBundleTest {
    @Test
    void shouldMakeOneRecordOfWhatGoesToTheSamePartition() {
        List<Observation> bundles = new ArrayList<>(ObservationBundle.of(List.of(
                observation("rule-1", "alice"),
                observation("rule-2", "alice", "198.51.100.7"),
                observation("rule-3", "key-1"),
                observation("rule-4", "alice"))));

        assertThat(bundles).hasSize(2);
        assertThat(bundles).extracting(ObservationKey::of).containsExactly("alice", "key-1");
        assertThat(bundles.get(0).getAlso()).hasSize(2);
    }

    @Test
    void shouldGiveBackWhatWasPutTogether() {
        List<Observation> before = List.of(
                observation("rule-1", "alice"),
                observation("rule-2", "alice", "198.51.100.7"),
                observation("rule-3", "alice"));

        List<Observation> after =
                ObservationBundle.of(before.stream()
                                .map(observation ->
                                        Observation.newBuilder(observation).build())
                                .toList())
                        .stream()
                        .flatMap(bundle -> ObservationBundle.observations(bundle).stream())
                        .map(observation -> Observation.newBuilder(observation)
                                .setAlso(List.of())
                                .build())
                        .toList();

        assertThat(after).containsExactlyElementsOf(before);
    }

    @Test
    void shouldSpreadRulesWithoutAGroup() {
        assertThat(ObservationBundle.of(List.of(observation("rule-1"), observation("rule-2"))))
                .extracting(ObservationKey::of)
                .containsExactly("rule-1", "rule-2");
    }

    private static Observation observation(String rule, String... group) {
        return Observation.newBuilder()
                .setRuleUid(rule)
                .setRuleHash("hash-of-" + rule)
                .setRuleSetVersion(7)
                .setMatchedUid("base")
                .setGroup(List.of(group))
                .setValues(List.of("value-of-" + rule))
                .setEvidence(Samples.evidence("event-1", Instant.parse("2026-03-02T12:00:00Z")))
                .setCarried(Map.of("carried", rule))
                .setKind(ObservationKind.EVENT)
                .build();
    }
}
