package io.windhover.cli.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttackTagsTest {
    @Test
    void shouldTellTacticsFromTechniques() {
        // When
        AttackTags tags = AttackTags.of(
                List.of("attack.t1098", "attack.T1098.003", "attack.credential_access", "attack.credential-access"));

        // Then
        assertThat(tags.techniques()).containsExactly("T1098", "T1098.003");
        assertThat(tags.tactics()).containsExactly("credential-access");
    }

    @Test
    void shouldKeepTacticsThatItHasNeverHeardOf() {
        assertThat(AttackTags.of(List.of("attack.stealth", "attack.made-up")).tactics())
                .containsExactly("stealth", "made-up");
    }

    @Test
    void shouldPassOverOtherNamespacesAndOtherIds() {
        // When
        AttackTags tags = AttackTags.of(List.of(
                "cve.2024-1234", "d3fend.d3-am", "attack.g0016", "attack.s0154", "attack.ds0028", "attack.", "attack"));

        // Then
        assertThat(tags.tactics()).isEmpty();
        assertThat(tags.techniques()).isEmpty();
    }
}
