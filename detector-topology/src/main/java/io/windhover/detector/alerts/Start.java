package io.windhover.detector.alerts;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where the reading of a topic begins. */
@FunctionalInterface
interface Start {
    /**
     * Has a consumer begin there.
     *
     * @param ends of the partitions that it reads
     */
    void seek(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends);

    static Start atBeginning() {
        return (consumer, ends) -> consumer.seekToBeginning(ends.keySet());
    }

    static Start atEnd() {
        return (consumer, ends) -> ends.forEach(consumer::seek);
    }

    /** At the first record that was written then or later. */
    static Start at(Instant time) {
        return (consumer, ends) -> {
            Map<TopicPartition, Long> times = new HashMap<>();
            ends.keySet().forEach(partition -> times.put(partition, time.toEpochMilli()));
            Map<TopicPartition, @Nullable OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
            ends.forEach((partition, end) -> {
                OffsetAndTimestamp first = found.get(partition);
                consumer.seek(partition, first == null ? end : first.offset());
            });
        };
    }
}
