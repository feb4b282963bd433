package io.windhover.cli.run;

import static io.windhover.cli.Samples.BROKEN_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE;
import static io.windhover.cli.Samples.TRAIL_RULE_ID;
import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.cli.stop.Stop;
import io.windhover.detector.ruleset.RuleRelease;
import io.windhover.detector.ruleset.RuleRelease.RuleText;
import io.windhover.detector.ruleset.RuleTrust;
import io.windhover.detector.ruleset.RulesTopic;
import io.windhover.detector.ruleset.RulesTopic.RuleRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstRuleSetTest {
    private final Stop stop = new Stop();
    private final List<RuleRecord> topic = new ArrayList<>();

    @Test
    void shouldWaitUntilASetIsActivatedAndNotJustPublished() throws InterruptedException {
        publish(BROKEN_RULE);
        List<RulesTopic> looks = new ArrayList<>();

        boolean there = firstRuleSet(looks, 3).await(stop);

        assertThat(there).isTrue();
        assertThat(looks).hasSize(3);
        assertThat(looks.get(1)).isEqualTo(looks.get(0));
    }

    @Test
    void shouldStopWaitingWhenToldTo() throws InterruptedException {
        publish(BROKEN_RULE);
        stop.request();

        assertThat(firstRuleSet(new ArrayList<>(), 3).await(stop)).isFalse();
    }

    /** A good set is published just before the given look. */
    private FirstRuleSet firstRuleSet(List<RulesTopic> looks, int goodAt) {
        return new FirstRuleSet(
                "windhover.rules",
                () -> {
                    if (looks.size() == goodAt - 1) {
                        publish(TRAIL_RULE);
                    }
                    looks.add(new RulesTopic(topic));
                    return looks.get(looks.size() - 1);
                },
                Duration.ZERO,
                RuleTrust.ANYONE);
    }

    private void publish(String text) {
        RuleRelease release =
                RuleRelease.of(List.of(new RuleText(TRAIL_RULE_ID, "trail.yml", text)), null, null, Instant.EPOCH);
        release.documents().forEach((key, document) -> topic.add(new RuleRecord(key, topic.size(), document)));
        topic.add(new RuleRecord(release.manifestKey(), topic.size(), release.manifest()));
    }
}
