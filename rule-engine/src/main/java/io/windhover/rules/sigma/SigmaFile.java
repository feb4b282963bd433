package io.windhover.rules.sigma;

import io.windhover.rules.ir.FieldUses;
import io.windhover.rules.ir.Filter;
import io.windhover.rules.ir.Refused;
import io.windhover.rules.ir.RiskPolicy;
import io.windhover.rules.ir.Rule;
import io.windhover.rules.ir.StatefulRule;
import io.windhover.schemas.RuleMode;
import io.windhover.schemas.RuleReference;
import java.util.List;

/**
 * The documents of a file that could be read, each kind in the order of the text.
 *
 * @param fields what fields the documents name, those that are refused included
 * @param refused what is left of the documents that have an error
 * @param risks how alerts add up to risk; a set has one such document
 */
public record SigmaFile(
        List<Rule> rules,
        List<StatefulRule> stateful,
        List<Filter> filters,
        List<FieldUses> fields,
        Refused refused,
        List<RiskPolicy> risks) {
    public SigmaFile {
        rules = List.copyOf(rules);
        stateful = List.copyOf(stateful);
        filters = List.copyOf(filters);
        fields = List.copyOf(fields);
        risks = List.copyOf(risks);
    }

    /** The same documents, run in no higher mode than this. */
    public SigmaFile limitedTo(RuleMode most) {
        return new SigmaFile(
                rules.stream()
                        .map(rule -> rule.withReference(limited(rule.reference(), most)))
                        .toList(),
                stateful.stream()
                        .map(rule -> rule.withReference(limited(rule.reference(), most)))
                        .toList(),
                filters,
                fields,
                refused,
                risks.stream()
                        .map(risk -> risk.withReference(limited(risk.reference(), most)))
                        .toList());
    }

    private static RuleReference limited(RuleReference reference, RuleMode most) {
        RuleMode own = reference.getMode();
        RuleMode lower = own == RuleMode.OFF || most == RuleMode.LIVE ? own : most;
        return RuleReference.newBuilder(reference).setMode(lower).build();
    }
}
