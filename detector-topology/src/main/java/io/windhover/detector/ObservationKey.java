package io.windhover.detector;

import io.windhover.schemas.Observation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.utils.Utils;

/**
 * Key of an observation: what the first of the group-by fields shows, which most often is whom the event is of. So all that
 * rules remember of somebody is in one partition, and an event that many rules must know stands there once and not often.
 */
public final class ObservationKey {
    private ObservationKey() {}

    /** The key by which an observation finds what its rule remembers of its group. */
    public static String of(Observation observation) {
        return of(observation.getRuleUid(), observation.getGroup());
    }

    /** The same, of a stateful rule's group. */
    public static String of(String ruleUid, List<String> group) {
        return group.isEmpty() ? ruleUid : group.get(0);
    }

    /** The partition of a key, as Kafka's producers choose it unless they are told otherwise. */
    public static int partition(String key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}
