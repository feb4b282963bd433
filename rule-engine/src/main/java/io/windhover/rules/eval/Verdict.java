package io.windhover.rules.eval;

import io.windhover.rules.eval.Partition.PartitionRule;
import io.windhover.rules.eval.PlannedFeed.ObservationVisitor;
import io.windhover.schemas.Level;
import java.util.List;
import java.util.Map;

/** A rule that matches the event at hand, and what it says; to be asked only during {@link VerdictSink#matched}. */
public final class Verdict {
    private final PlannedReport report;
    private final List<PlannedFeed> feeds;
    private final Evaluation evaluation;

    Verdict(PartitionRule rule, Evaluation evaluation) {
        this.report = rule.report();
        this.feeds = rule.feeds();
        this.evaluation = evaluation;
    }

    /** Shows what a stateful rule is to be told: one observation for each combination of values. */
    public void tell(int feed, ObservationVisitor visitor) {
        feeds.get(feed).tell(evaluation, visitor);
    }

    public Level level(Level otherwise) {
        return report.level(evaluation, otherwise);
    }

    public String entity() {
        return report.entity(evaluation);
    }

    public String dedup() {
        return report.dedup(evaluation);
    }

    public Map<String, String> context() {
        return report.context(evaluation);
    }

    /** Told of every match. */
    @FunctionalInterface
    public interface VerdictSink {
        /** Called with the rule's number in the rule set. */
        void matched(int rule, Verdict verdict);
    }
}
