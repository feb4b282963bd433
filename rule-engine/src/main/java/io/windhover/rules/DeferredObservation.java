package io.windhover.rules;

import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Evidence;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** An observation of an event that is read only when somebody asks for it: most of them make no rule fire. */
public final class DeferredObservation extends Observation {
    private static final long serialVersionUID = 1;

    private final transient Supplier<CloudEvent> deferred;

    /**
     * An observation.
     *
     * @param event reads the event, once or more often
     */
    public DeferredObservation(
            String ruleUid,
            String ruleHash,
            long ruleSetVersion,
            String matchedUid,
            List<String> group,
            List<String> values,
            Evidence evidence,
            Map<String, String> carried,
            boolean silent,
            Supplier<CloudEvent> event) {
        super(
                ruleUid,
                ruleHash,
                ruleSetVersion,
                matchedUid,
                group,
                values,
                0,
                evidence,
                carried,
                silent,
                ObservationKind.EVENT,
                null,
                null,
                List.of(),
                null);
        this.deferred = event;
    }

    @Override
    public CloudEvent getEvent() {
        return deferred.get();
    }
}
