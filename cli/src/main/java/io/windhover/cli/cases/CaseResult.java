package io.windhover.cli.cases;

import io.windhover.rules.CaseVerdict;
import io.windhover.rules.CaseVerdict.Reason;
import io.windhover.rules.CompiledRule;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Severity;
import java.util.List;
import java.util.Optional;

/**
 * What became of one line of a test file.
 *
 * @param testCase the line
 * @param asked the rules that judged it
 * @param status how it ended
 * @param message why it did not pass, one sentence; empty if it did
 * @param reasons of a failure, what the rules made of the event
 */
record CaseResult(RuleCase testCase, List<CompiledRule> asked, Status status, String message, List<Reason> reasons) {
    enum Status {
        PASSED,
        FAILED,
        SKIPPED
    }

    CaseResult {
        asked = List.copyOf(asked);
        reasons = List.copyOf(reasons);
    }

    static CaseResult of(RuleCase testCase, List<CompiledRule> asked, CaseVerdict verdict) {
        return new CaseResult(
                testCase,
                asked,
                verdict.isPassed() ? Status.PASSED : Status.FAILED,
                verdict.failure()
                        .map(failure -> "'" + testCase.name() + "': " + failure + ".")
                        .orElse(""),
                verdict.reasons());
    }

    static CaseResult failed(RuleCase testCase, String reason) {
        return new CaseResult(testCase, List.of(), Status.FAILED, "'" + testCase.name() + "': " + reason, List.of());
    }

    static CaseResult skipped(RuleCase testCase, String reason) {
        return new CaseResult(testCase, List.of(), Status.SKIPPED, "'" + testCase.name() + "': " + reason, List.of());
    }

    /** What there is to say of it: nothing if it passed. */
    Optional<Issue> issue() {
        if (status == Status.PASSED) {
            return Optional.empty();
        }
        Severity severity = status == Status.FAILED ? Severity.ERROR : Severity.WARNING;
        return Optional.of(new Issue(severity, testCase.file(), testCase.position(), message, null));
    }
}
