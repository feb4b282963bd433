package io.windhover.rules.plan;

import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Sees to it that a set says once how alerts add up to risk. */
public final class RiskChecker {
    private RiskChecker() {}

    /**
     * The first of a set's policies.
     *
     * @param issues receives an error for each further one
     */
    public static Optional<RiskPolicy> only(Collection<RiskPolicy> policies, List<Issue> issues) {
        Optional<RiskPolicy> first = policies.stream().findFirst();
        policies.stream()
                .skip(1)
                .forEach(further -> issues.add(new Issue(
                        Severity.ERROR,
                        further.file(),
                        further.position(),
                        "The rules say already in " + first.orElseThrow().file() + ":"
                                + first.orElseThrow().position() + " how alerts add up to risk.",
                        null)));
        return first;
    }
}
