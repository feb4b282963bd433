package io.windhover.cli.doctor;

import io.windhover.cli.cluster.Cluster;
import io.windhover.cli.output.Counts;
import io.windhover.detector.ruleset.ActiveRuleSet;
import io.windhover.detector.ruleset.RuleSetChange;
import io.windhover.detector.ruleset.RuleTrust;
import io.windhover.detector.ruleset.RulesTopic;
import io.windhover.detector.ruleset.SigningKeyException;
import io.windhover.detector.ruleset.TrustedKeys;
import io.windhover.rules.RuleCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a rule set is published, what a detector makes of it that starts now and has kept none, and what it refuses or
 * disregards.
 */
final class RulesCheck {
    private static final String NAME = "rules";
    private static final String PUBLISH = "windhover rules publish";

    List<Diagnosis> examine(Deployment deployment) throws InterruptedException {
        RuleTrust trust;
        try {
            trust = TrustedKeys.of(deployment.config().trustedKeys());
        } catch (SigningKeyException e) {
            return List.of(Diagnosis.problem(
                    NAME, "trusted-keys: " + e.getMessage(), "correct the section rules of the configuration"));
        }
        Cluster cluster = deployment.cluster();
        String topic = cluster.topics().rules();
        if (!cluster.hasTopic(deployment.admin(), topic)) {
            return List.of(Diagnosis.skipped(NAME, "not checked, " + topic + " is missing"));
        }
        RulesTopic rules = RulesTopic.read(cluster.kafka(), topic, cluster.registry());
        return judge(topic, rules.changes(RuleCompiler.standard(), trust));
    }

    /** @param changes what the topic's records do to the rule set, oldest first */
    static List<Diagnosis> judge(String topic, List<RuleSetChange> changes) {
        List<Diagnosis> found = new ArrayList<>();
        List<RuleSetChange.Disregarded> disregarded = all(changes, RuleSetChange.Disregarded.class);
        newest(disregarded)
                .ifPresent(newest -> found.add(Diagnosis.warning(
                        NAME,
                        Counts.of(disregarded.size(), "record") + " of " + topic + " disregarded, the newest at offset "
                                + newest.version() + ": " + newest.reason(),
                        "see who may write to " + topic + ", and publish with a trusted key")));
        Optional<RuleSetChange.Activated> active = newest(all(changes, RuleSetChange.Activated.class));
        newest(all(changes, RuleSetChange.Refused.class))
                .filter(refused ->
                        active.isEmpty() || refused.version() > active.get().version())
                .ifPresent(refused -> found.add(Diagnosis.problem(
                        NAME,
                        "version " + refused.version() + " is refused: " + refused.reason(),
                        PUBLISH + " again")));
        found.add(active.map(activated -> active(activated.active()))
                .orElseGet(() -> Diagnosis.problem(
                        NAME, "no rule set stands on " + topic + ": detectors wait and judge nothing", PUBLISH)));
        return found;
    }

    private static <T extends RuleSetChange> List<T> all(List<RuleSetChange> changes, Class<T> kind) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static <T extends RuleSetChange> Optional<T> newest(List<T> changes) {
        return changes.isEmpty() ? Optional.empty() : Optional.of(changes.get(changes.size() - 1));
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
