package io.windhover.rules;

import io.windhover.rules.state.Subject;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import io.windhover.schemas.Resource;
import java.nio.ByteBuffer;
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
    private static final int MOST_RESOURCES = 4;
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0).asReadOnlyBuffer();

    public ObservedMatch {
        group = List.copyOf(group);
        values = List.copyOf(values);
        carried = Map.copyOf(carried);
    }

    /**
     * It as a record.
     *
     * @param event is taken without its raw bytes, and with the first few resources only
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
                slim(event),
                List.of(),
                null);
    }

    /** Of an event only who did what, and in which log: a few kB at most, whatever the event has in it. */
    public static CloudEvent brief(CloudEvent event) {
        return Subject.of(event)
                .event(new Evidence(event.getUid(), event.getTime(), event.getIngestTime(), "", -1, -1L, ""));
    }

    /** The event without its raw bytes, and with the first few resources only; it shares all else with the event. */
    public static CloudEvent slim(CloudEvent event) {
        List<Resource> resources = event.getResources();
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
                resources.size() > MOST_RESOURCES ? resources.subList(0, MOST_RESOURCES) : resources,
                event.getOrigin(),
                NO_BYTES,
                false,
                event.getHistory());
    }
}
