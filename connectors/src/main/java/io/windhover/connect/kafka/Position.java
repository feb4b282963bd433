package io.windhover.connect.kafka;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where to go on in a partition, as Connect keeps it.
 *
 * @param offset of the next message
 * @param records how many of that message's records were handled, readable or not
 */
record Position(long offset, long records) {

    private static final String CLUSTER = "cluster";
    private static final String TOPIC = "topic";
    private static final String PARTITION = "partition";
    private static final String OFFSET = "offset";
    private static final String RECORD = "record";

    /** At a message's beginning. */
    static Position at(long offset) {
        return new Position(offset, 0);
    }

    /** Connect's source partition. */
    static Map<String, String> partition(String cluster, TopicPartition partition) {
        return Map.of(CLUSTER, cluster, TOPIC, partition.topic(), PARTITION, Integer.toString(partition.partition()));
    }

    /** From Connect's source offset; empty where none was kept. */
    static Optional<Position> from(@Nullable Map<String, Object> kept) {
        if (kept == null || !(kept.get(OFFSET) instanceof Number offset)) {
            return Optional.empty();
        }
        long records = kept.get(RECORD) instanceof Number number ? number.longValue() : 0;
        return Optional.of(new Position(offset.longValue(), records));
    }

    /** Connect's source offset. */
    Map<String, Long> toOffset() {
        return Map.of(OFFSET, offset, RECORD, records);
    }
}
