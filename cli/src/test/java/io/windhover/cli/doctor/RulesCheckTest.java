package io.windhover.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.doctor.Diagnosis.Status;
import io.windhover.detector.ruleset.RuleSetChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesCheckTest {
    @Test
    void shouldTellThatNoRuleSetStandsThere() {
        assertThat(RulesCheck.judge("windhover.rules", List.of()))
                .singleElement()
                .satisfies(found -> assertThat(found.status()).isEqualTo(Status.PROBLEM));
    }

    @Test
    void shouldTellOfDisregardedRecordsInOneLineAndOfTheNewestRefusal() {
        List<Diagnosis> found = RulesCheck.judge(
                "windhover.rules",
                List.of(
                        new RuleSetChange.Disregarded(3, "not signed"),
                        new RuleSetChange.Refused(5, "a document is missing"),
                        new RuleSetChange.Disregarded(7, "altered")));

        assertThat(found).extracting(Diagnosis::status).containsExactly(Status.WARNING, Status.PROBLEM, Status.PROBLEM);
        assertThat(found.get(0).message())
                .isEqualTo("2 records of windhover.rules disregarded, the newest at offset 7: altered");
        assertThat(found.get(1).message()).isEqualTo("version 5 is refused: a document is missing");
        assertThat(found.get(2).message()).startsWith("no rule set stands on windhover.rules");
    }
}
