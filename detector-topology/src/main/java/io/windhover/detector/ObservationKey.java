package io.windhover.detector;

import io.windhover.schemas.Observation;

/**
 * Key of an observation: what the first of the group-by fields shows, which most often is whom the event is of. So all that
 * rules remember of somebody is in one partition, and an event that many rules must know is one record there and not many.
 */
public final class ObservationKey {
    private ObservationKey() {}

    /** The key by which an observation finds what its rule remembers of its group. */
    public static String of(Observation observation) {
        return observation.getGroup().isEmpty()
                ? observation.getRuleUid()
                : observation.getGroup().get(0);
    }
}
