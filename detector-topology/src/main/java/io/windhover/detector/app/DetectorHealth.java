package io.windhover.detector.app;

import io.windhover.detector.ruleset.ActiveRules;
import io.windhover.detector.serving.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * How a detector is, by the state of its application. {@link KafkaStreams.State#RUNNING} means that every task it was given has
 * its state restored; the global stores, and with them the rules, are restored before any task is. A detector that is
 * given no task, since there are more instances than partitions, is ready too: it would take over.
 */
final class DetectorHealth implements Supplier<Health> {
    private final Supplier<KafkaStreams.State> state;
    private final ActiveRules rules;

    DetectorHealth(Supplier<KafkaStreams.State> state, ActiveRules rules) {
        this.state = state;
        this.rules = rules;
    }

    @Override
    public Health get() {
        KafkaStreams.State now = state.get();
        List<String> reasons = new ArrayList<>();
        boolean live =
                switch (now) {
                    case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, NOT_RUNNING -> true;
                    case PENDING_ERROR, ERROR -> false;
                };
        if (now != KafkaStreams.State.RUNNING) {
            reasons.add(
                    switch (now) {
                        case CREATED -> "not started, or the topics of rules, lists and identities are being read";
                        case REBALANCING -> "tasks are being assigned or their state restored";
                        case PENDING_SHUTDOWN, NOT_RUNNING -> "stopped";
                        default -> "the detector gave up; its log says why";
                    });
        }
        if (rules.current().version() < 0) {
            reasons.add("no rule set is active");
        }
        return new Health(live, reasons.isEmpty(), reasons);
    }
}
