package io.windhover.cli.doctor;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.output.Counts;
import io.windhover.detector.ruleset.ActiveRuleSet;
import io.windhover.detector.ruleset.RuleSetChange;
import io.windhover.detector.ruleset.RulesTopic;
import io.windhover.rules.RuleCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a rule set is published, what a detector that starts now makes of it, and what it refuses. */
final class RulesCheck {
    private static final String NAME = "rules";
    private static final String PUBLISH = "windhover rules publish";

    List<Diagnosis> examine(Deployment deployment) throws InterruptedException {
        Cluster cluster = deployment.cluster();
        String topic = cluster.topics().rules();
        if (!cluster.hasTopic(deployment.admin(), topic)) {
            return List.of(Diagnosis.skipped(NAME, "not checked, " + topic + " is missing"));
        }
        RulesTopic rules = RulesTopic.read(cluster.kafka(), topic, cluster.registry());
        List<RuleSetChange> changes = rules.changes(RuleCompiler.standard());
        if (changes.isEmpty()) {
            return List.of(Diagnosis.problem(
                    NAME, "no rule set stands on " + topic + ": detectors wait and judge nothing", PUBLISH));
        }
        List<Diagnosis> found = new ArrayList<>();
        RuleSetChange last = changes.get(changes.size() - 1);
        if (last instanceof RuleSetChange.Refused refused) {
            found.add(Diagnosis.problem(
                    NAME, "version " + refused.version() + " is refused: " + refused.reason(), PUBLISH + " again"));
        }
        Optional<ActiveRuleSet> active = changes.stream()
                .filter(RuleSetChange.Activated.class::isInstance)
                .map(change -> ((RuleSetChange.Activated) change).active())
                .reduce((older, newer) -> newer);
        active.ifPresent(set -> found.add(active(set)));
        return found;
    }

    private static Diagnosis active(ActiveRuleSet set) {
        int rules = set.rules().rules().size();
        long refused = set.issues().stream().filter(issue -> issue.isError()).count();
        String told = "version " + set.version() + " with " + Counts.of(rules, "rule");
        if (refused > 0) {
            return Diagnosis.warning(
                    NAME, told + ", " + Counts.of(refused, "mistake") + " refused", "windhover rules check says where");
        }
        return rules == 0
                ? Diagnosis.warning(NAME, told + ": nothing is judged", PUBLISH)
                : Diagnosis.ok(NAME, told + ", none refused");
    }
}
