package io.windhover.detector.triage;

import io.windhover.rules.state.RiskTactic;
import io.windhover.rules.state.RiskVerdict;
import io.windhover.schemas.Alert;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Reason;
import io.windhover.schemas.RuleReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the finding of an entity whose risk is too high: of the risk policy, as if it were a rule. */
final class RiskFindings {
    private static final int MOST_RELATED = 31;
    private static final int MOST_PARTS = 16;

    private RiskFindings() {}

    /**
     * That risk has reached what the policy says.
     *
     * @param by the finding that made it so
     * @param alerts those about the entity
     */
    static Finding of(RiskBook.Reached reached, Finding by, List<Alert> alerts) {
        RuleReference rule = reached.policy().reference();
        RiskVerdict verdict = reached.verdict();
        Map<Long, String> titles = new HashMap<>();
        alerts.forEach(alert ->
                titles.put(RiskBook.hash(alert.getRule()), alert.getRule().getTitle()));
        titles.put(RiskBook.hash(by.getRule()), by.getRule().getTitle());
        List<Reason> reasons = reasons(verdict, titles);
        long rules =
                verdict.parts().stream().map(RiskVerdict.Part::rule).distinct().count();
        return Finding.newBuilder()
                .setRule(rule)
                .setRuleSetVersion(by.getRuleSetVersion())
                .setEntity(by.getEntity())
                .setMessage(by.getEntity() + " has a risk of " + points(verdict.score()) + ": alerts of " + rules
                        + (rules == 1 ? " rule" : " rules") + " and "
                        + verdict.tactics().size()
                        + (verdict.tactics().size() == 1 ? " tactic" : " tactics"))
                .setEvidence(by.getEvidence())
                .setEvent(Floods.withoutRaw(by.getEvent()))
                .setRelated(related(by, alerts, rule.getUid(), Duration.ofMillis(rule.getPeriod()), verdict.at()))
                .setReasons(reasons)
                .build();
    }

    private static List<Reason> reasons(RiskVerdict verdict, Map<Long, String> titles) {
        List<Reason> reasons = new ArrayList<>();
        reasons.add(new Reason("score", points(verdict.score())));
        reasons.add(new Reason(
                "tactics", verdict.tactics().stream().map(RiskTactic::title).collect(Collectors.joining(", "))));
        Map<Long, Double> byRule = new LinkedHashMap<>();
        verdict.parts().forEach(part -> byRule.merge(part.rule(), part.points(), Double::sum));
        byRule.entrySet().stream()
                .sorted(Map.Entry.<Long, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_PARTS)
                .forEach(part -> reasons.add(new Reason(
                        "rule",
                        points(part.getValue()) + " by "
                                + titles.getOrDefault(part.getKey(), "a rule whose alert is not kept any more"))));
        return reasons;
    }

    /** Events of the alerts near that time: what is further away would join the risk of one week with that of the next. */
    private static List<Evidence> related(Finding by, List<Alert> alerts, String policy, Duration near, Instant at) {
        Map<String, Evidence> events = new HashMap<>();
        for (Alert alert : alerts) {
            if (!alert.getRule().getUid().equals(policy)
                    && !Dispositions.isSettled(alert.getStatus(), alert.getVerdict())) {
                alert.getEvidence().forEach(event -> events.put(event.getUid(), event));
            }
        }
        events.remove(by.getEvidence().getUid());
        List<Evidence> sorted = events.values().stream()
                .filter(event -> Duration.between(event.getTime(), at).abs().compareTo(near) < 0)
                .sorted(Comparator.comparing(Evidence::getTime).thenComparing(Evidence::getUid))
                .toList();
        return sorted.subList(Math.max(0, sorted.size() - MOST_RELATED), sorted.size());
    }

    private static String points(double score) {
        return String.format(Locale.ROOT, "%.0f", score);
    }
}
