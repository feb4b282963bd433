package io.windhover.detector.match;

import io.windhover.rules.MatchedEvent;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.RuleReference;
import java.util.List;

/** Makes the finding of a match. */
public final class Findings {
    private Findings() {}

    /**
     * The finding of a match.
     *
     * @param evidence points at the event and says when it was
     */
    public static Finding of(
            RuleReference rule, MatchedEvent matched, long ruleSetVersion, Evidence evidence, CloudEvent event) {
        return new Finding(
                atLevel(rule, matched),
                ruleSetVersion,
                matched.entity().isEmpty() ? nobody(event) : matched.entity(),
                matched.dedup(),
                evidence.getSummary(),
                matched.context(),
                evidence,
                event,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    /** Whom a finding is about when the log names nobody: the account, so that it still has a place to be counted. */
    private static String nobody(CloudEvent event) {
        String account = event.getCloud().getAccountUid();
        return event.getProvider() + ":" + (account == null ? "unknown" : account);
    }

    private static RuleReference atLevel(RuleReference rule, MatchedEvent matched) {
        if (matched.level() == rule.getLevel()) {
            return rule;
        }
        return RuleReference.newBuilder(rule).setLevel(matched.level()).build();
    }
}
