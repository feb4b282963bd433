package io.windhover.cli.run;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.stop.Stop;
import io.windhover.detector.ruleset.RuleSetChange;
import io.windhover.detector.ruleset.RuleTrust;
import io.windhover.detector.ruleset.RulesTopic;
import io.windhover.rules.RuleCompiler;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the rules topic makes a rule set active. A detector that started without one would pass every event
 * unjudged and count it as done.
 */
final class FirstRuleSet {
    private static final Logger LOG = LoggerFactory.getLogger(FirstRuleSet.class);
    private static final Duration LOOK_INTERVAL = Duration.ofSeconds(2);
    private static final int LOOKS_A_LOG_LINE = 30;

    private final String topic;
    private final Supplier<RulesTopic> reader;
    private final Duration lookInterval;
    private final RuleTrust trust;
    private final RuleCompiler compiler = RuleCompiler.standard();
    private RulesTopic seen = new RulesTopic(List.of());
    private long newestRefused = -1;

    /** @param trust whose records the detector takes for rules */
    FirstRuleSet(Cluster cluster, RuleTrust trust) {
        this(
                cluster.topics().rules(),
                () -> RulesTopic.read(cluster.kafka(), cluster.topics().rules(), cluster.registry()),
                LOOK_INTERVAL,
                trust);
    }

    /** @param reader reads the topic; asked at each look */
    FirstRuleSet(String topic, Supplier<RulesTopic> reader, Duration lookInterval, RuleTrust trust) {
        this.topic = topic;
        this.reader = reader;
        this.lookInterval = lookInterval;
        this.trust = trust;
    }

    /** False if it was told to stop before. */
    boolean await(Stop stop) throws InterruptedException {
        for (int look = 0; !isThere(); look++) {
            if (look % LOOKS_A_LOG_LINE == 0) {
                LOG.atInfo()
                        .addKeyValue("topic", topic)
                        .log("waiting for rules that can be run: publish them with windhover rules publish");
            }
            if (stop.await(lookInterval)) {
                return false;
            }
        }
        return !stop.isRequested();
    }

    private boolean isThere() {
        RulesTopic now = reader.get();
        if (now.equals(seen)) {
            return false;
        }
        seen = now;
        List<RuleSetChange> changes = now.changes(compiler, trust);
        if (changes.stream().anyMatch(RuleSetChange.Activated.class::isInstance)) {
            return true;
        }
        changes.forEach(this::logRefused);
        logDisregarded(changes);
        return false;
    }

    private void logRefused(RuleSetChange change) {
        if (change instanceof RuleSetChange.Refused refused && refused.version() > newestRefused) {
            newestRefused = refused.version();
            LOG.atError()
                    .addKeyValue("version", refused.version())
                    .addKeyValue("reason", refused.reason())
                    .log("rule set refused, and there is none before it");
        }
    }

    /** In one line, however many there are: that is for whoever writes to the topic to choose. */
    private void logDisregarded(List<RuleSetChange> changes) {
        List<RuleSetChange.Disregarded> disregarded = changes.stream()
                .filter(RuleSetChange.Disregarded.class::isInstance)
                .map(RuleSetChange.Disregarded.class::cast)
                .toList();
        if (!disregarded.isEmpty()) {
            RuleSetChange.Disregarded newest = disregarded.get(disregarded.size() - 1);
            LOG.atError()
                    .addKeyValue("records", disregarded.size())
                    .addKeyValue("newest", newest.version())
                    .addKeyValue("reason", newest.reason())
                    .log("records of the rules topic disregarded, and no rule set is active");
        }
    }
}
