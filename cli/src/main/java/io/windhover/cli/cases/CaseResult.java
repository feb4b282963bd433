package io.windhover.cli.cases;

import io.windhover.rules.CaseVerdict;
import io.windhover.rules.CaseVerdict.Reason;
import io.windhover.rules.LoadedRule;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one line of a test file.
 *
 * @param testCase the line
 * @param asked the rules that judged it
 * @param status how it ended
 * @param message why it did not pass, one sentence; empty if it did
 * @param notes of a failure of events in time, what happened
 * @param reasons of a failure, what the rules made of the event
 */
record CaseResult(
        RuleCase testCase,
        List<LoadedRule> asked,
        Status status,
        String message,
        List<String> notes,
        List<Reason> reasons) {
    enum Status {
        PASSED,
        FAILED,
        SKIPPED
    }

    CaseResult {
        asked = List.copyOf(asked);
        notes = List.copyOf(notes);
        reasons = List.copyOf(reasons);
    }

    /** @param notes to go before those of a failure */
    static CaseResult of(RuleCase testCase, List<? extends LoadedRule> asked, List<String> notes, CaseVerdict verdict) {
        List<String> all = new ArrayList<>(verdict.isPassed() ? List.of() : notes);
        all.addAll(verdict.notes());
        return new CaseResult(
                testCase,
                List.copyOf(asked),
                verdict.isPassed() ? Status.PASSED : Status.FAILED,
                verdict.failure()
                        .map(failure -> "'" + testCase.name() + "': " + failure + ".")
                        .orElse(""),
                all,
                verdict.reasons());
    }

    static CaseResult failed(RuleCase testCase, String reason) {
        return notRun(testCase, Status.FAILED, reason);
    }

    static CaseResult skipped(RuleCase testCase, String reason) {
        return notRun(testCase, Status.SKIPPED, reason);
    }

    private static CaseResult notRun(RuleCase testCase, Status status, String reason) {
        return new CaseResult(
                testCase, List.of(), status, "'" + testCase.name() + "': " + reason, List.of(), List.of());
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
