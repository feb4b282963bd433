package io.windhover.rules;

import io.windhover.rules.eval.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * What became of one line of a test file.
 *
 * @param failure what the rules did and should not have done, one sentence; empty if all is as the line says
 * @param notes of a failure of events in time, what happened, one line each
 * @param reasons of a failure, why each rule concerned matched or did not
 */
public record CaseVerdict(Optional<String> failure, List<String> notes, List<Reason> reasons) {
    /**
     * Why a rule matched or did not.
     *
     * @param event which of several events; empty of a single one
     */
    public record Reason(CompiledRule rule, String event, Explanation explanation) {}

    public CaseVerdict {
        notes = List.copyOf(notes);
        reasons = List.copyOf(reasons);
    }

    /** Whether the rules did what the line says. */
    public boolean isPassed() {
        return failure.isEmpty();
    }

    static CaseVerdict passed() {
        return new CaseVerdict(Optional.empty(), List.of(), List.of());
    }

    static CaseVerdict failed(String failure, List<Reason> reasons) {
        return failed(failure, List.of(), reasons);
    }

    static CaseVerdict failed(String failure, List<String> notes, List<Reason> reasons) {
        return new CaseVerdict(Optional.of(failure), notes, reasons);
    }
}
