package io.windhover.rules.eval;

import io.windhover.schemas.Level;
import java.util.Map;

/** A rule that matches the event at hand, and what it says; to be asked only during {@link VerdictSink#matched}. */
public final class Verdict {
    private final PlannedReport report;
    private final Evaluation evaluation;

    Verdict(PlannedReport report, Evaluation evaluation) {
        this.report = report;
        this.evaluation = evaluation;
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
