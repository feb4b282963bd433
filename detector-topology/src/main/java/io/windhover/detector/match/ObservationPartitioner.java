package io.windhover.detector.match;

import io.windhover.detector.ObservationKey;
import io.windhover.schemas.Observation;
import io.windhover.schemas.ObservationKind;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends progress to every partition of the observations, and the rest by its key, whatever the producer's settings say. */
public final class ObservationPartitioner implements StreamPartitioner<String, Observation> {
    /** Makes a partitioner. */
    public ObservationPartitioner() {}

    @Override
    public Optional<Set<Integer>> partitions(String topic, String key, Observation value, int numPartitions) {
        if (value.getKind() != ObservationKind.WATERMARK) {
            return Optional.of(Set.of(ObservationKey.partition(key, numPartitions)));
        }
        return Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toUnmodifiableSet()));
    }
}
