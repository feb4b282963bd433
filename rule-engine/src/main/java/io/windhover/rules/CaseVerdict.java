package io.windhover.rules;

import io.windhover.rules.eval.Explanation;
import java.util.List;
import java.util.Optional;

/**
 * What became of one event of a test file.
 *
 * @param failure what the rules did and should not have done, one sentence; empty if all is as the line says
 * @param reasons of a failure, why each rule concerned matched or did not
 */
public record CaseVerdict(Optional<String> failure, List<Reason> reasons) {
    /** Why a rule matched or did not. */
    public record Reason(CompiledRule rule, Explanation explanation) {}

    public CaseVerdict {
        reasons = List.copyOf(reasons);
    }

    /** Whether the rules did what the line says. */
    public boolean isPassed() {
        return failure.isEmpty();
    }

    static CaseVerdict passed() {
        return new CaseVerdict(Optional.empty(), List.of());
    }

    static CaseVerdict failed(String failure, List<Reason> reasons) {
        return new CaseVerdict(Optional.of(failure), reasons);
    }
}
