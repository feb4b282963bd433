package io.windhover.cli.run;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.stop.Stop;
import io.windhover.detector.ruleset.RulesTopic;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until a rule set was published. A detector that started without one would pass every event unjudged and count it
 * as done.
 */
final class FirstRuleSet {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRuleSet.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);
    private static final int LOOKS_A_LOG_LINE = 30;

    private final Cluster cluster;

    FirstRuleSet(Cluster cluster) {
        this.cluster = cluster;
    }

    /** False if it was told to stop before. */
    boolean await(Stop stop) throws InterruptedException {
        for (int look = 0; !isThere(); look++) {
            if (look % LOOKS_A_LOG_LINE == 0) {
                LOG.atInfo()
                        .addKeyValue("topic", cluster.topics().rules())
                        .log("waiting for rules: publish them with windhover rules publish");
            }
            if (stop.await(LOOK_INTERVAL)) {
                return false;
            }
        }
        return !stop.isRequested();
    }

    private boolean isThere() {
        return !RulesTopic.read(cluster.kafka(), cluster.topics().rules(), cluster.registry())
                .manifests()
                .isEmpty();
    }
}
