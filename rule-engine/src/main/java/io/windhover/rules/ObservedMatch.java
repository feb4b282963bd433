package io.windhover.rules;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.util.List;
import java.util.Map;

/**
 * What a stateful rule is to be told of an event.
 *
 * @param stateful the rule that is told
 * @param rule the rule that matched
 * @param group the values of the stateful rule's group-by fields, in their order
 * @param values of the fields that it counts or judges, in their order; an empty text where the event lacks one
 * @param carried what stateful rules further on will ask for, by name
 */
public record ObservedMatch(
        CompiledStatefulRule stateful,
        CompiledRule rule,
        List<String> group,
        List<String> values,
        Map<String, String> carried) {
    public ObservedMatch {
        group = List.copyOf(group);
        values = List.copyOf(values);
        carried = Map.copyOf(carried);
    }

    /**
     * It as a record.
     *
     * @param event the event without its raw bytes
     * @param silent whether it only teaches
     */
    public Observation observation(Evidence evidence, CloudEvent event, boolean silent, long ruleSetVersion) {
        return new Observation(
                stateful.reference().getUid(),
                stateful.reference().getHash(),
                ruleSetVersion,
                rule.reference().getUid(),
                group,
                values,
                0,
                evidence,
                carried,
                silent,
                ObservationKind.EVENT,
                null,
                event);
    }
}
