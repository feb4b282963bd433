package io.windhover.detector.triage;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Finding;
import io.windhover.schemas.RuleReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is told of a rule that floods: a finding for each alert that is held, about the rule. They go the way of all
 * findings, to the one task that has the rule as an entity, and become one alert with a count.
 */
final class Floods {
    static final String RULE = "windhover.rule-floods";

    private static final String OWN = "windhover.";

    private Floods() {}

    /** Whether the rule is one of the detector itself. */
    static boolean isOwn(RuleReference rule) {
        return rule.getUid().startsWith(OWN);
    }

    /** That an alert is held. */
    static Finding held(Finding finding, Duration within) {
        RuleReference rule = finding.getRule();
        return Finding.newBuilder()
                .setRule(rule(rule, within))
                .setRuleSetVersion(finding.getRuleSetVersion())
                .setEntity("rule:" + rule.getUid())
                .setMessage("rule '" + rule.getTitle() + "' floods: its further alerts are held, this one counts them")
                .setContext(Map.of("rule", rule.getUid(), "rule_title", rule.getTitle()))
                .setEvidence(finding.getEvidence())
                .setEvent(withoutRaw(finding.getEvent()))
                .build();
    }

    private static RuleReference rule(RuleReference flooding, Duration within) {
        return RuleReference.newBuilder()
                .setUid(RULE)
                .setTitle("A rule floods")
                .setDescription(
                        "A rule opened more alerts than it may. Further ones are held and counted here, until the"
                                + " flood is over; what they are about stands in the findings.")
                .setLevel(flooding.getLevel())
                .setTags(List.of())
                .setLicense("Apache-2.0")
                .setHash("1")
                .setPeriod(within.toMillis())
                .setOwner(flooding.getOwner())
                .setTriage(List.of(
                        "See whether the rule is wrong, or something happens everywhere.",
                        "Make the rule more exact, set it to shadow mode, or raise alerts: throttle."))
                .build();
    }

    /** The raw event stands where the evidence points. */
    static CloudEvent withoutRaw(CloudEvent event) {
        return new CloudEvent(
                event.getUid(),
                event.getTime(),
                event.getIngestTime(),
                event.getTimeClamped(),
                event.getProvider(),
                event.getLogSource(),
                event.getClassUid(),
                event.getActivityId(),
                event.getStatusId(),
                event.getActor(),
                event.getSource(),
                event.getApi(),
                event.getCloud(),
                event.getResources(),
                event.getOrigin(),
                ByteBuffer.allocate(0),
                event.getRawTruncated(),
                event.getHistory());
    }
}
