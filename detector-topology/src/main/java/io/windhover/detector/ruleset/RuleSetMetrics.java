package io.windhover.detector.ruleset;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.windhover.rules.source.Issue;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is to be known about the active rules. Thread-safe. */
public final class RuleSetMetrics {
    private final AtomicBoolean newestRefused = new AtomicBoolean();
    private final Counter refusals;
    private final Counter untrusted;

    /** Looks at {@code rules} from now on. */
    public RuleSetMetrics(MeterRegistry registry, ActiveRules rules) {
        Gauge.builder("windhover.ruleset.version", rules, active -> active.current()
                        .version())
                .description("Version of the rule set that judges, the offset of its manifest; -1 where there is none")
                .strongReference(true)
                .register(registry);
        Gauge.builder(
                        "windhover.ruleset.rules",
                        rules,
                        active -> active.current().rules().rules().size())
                .description("Rules that judge")
                .strongReference(true)
                .register(registry);
        Gauge.builder("windhover.ruleset.errors", rules, RuleSetMetrics::errors)
                .description(
                        "Mistakes in the documents of the rule set that judges: such a document's last good version"
                                + " runs in its place, if there is one")
                .strongReference(true)
                .register(registry);
        Gauge.builder("windhover.ruleset.refused", newestRefused, refused -> refused.get() ? 1 : 0)
                .description("1 where what was published last was refused as a whole, and older rules judge; else 0")
                .strongReference(true)
                .register(registry);
        this.refusals = Counter.builder("windhover.ruleset.refusals")
                .description(
                        "Records of the rules topic that were refused since the start; it is read whole at each start")
                .register(registry);
        this.untrusted = Counter.builder("windhover.ruleset.untrusted")
                .description(
                        "Records of the rules topic that no trusted key vouches for, and that changed nothing, since"
                                + " the start; it is read whole at each start")
                .register(registry);
        rules.onChange(this::changed);
    }

    private void changed(RuleSetChange change) {
        if (change instanceof RuleSetChange.Disregarded) {
            untrusted.increment();
            return;
        }
        boolean refused = change instanceof RuleSetChange.Refused;
        newestRefused.set(refused);
        if (refused) {
            refusals.increment();
        }
    }

    private static double errors(ActiveRules rules) {
        return rules.current().issues().stream().filter(Issue::isError).count();
    }
}
