package io.windhover.detector.match;

import io.windhover.detector.Heartbeat;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.Finding;
import io.windhover.schemas.Observation;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * Takes a record's time from its payload: the topics are stamped with the broker's time, so that replayed history is not
 * deleted by retention. A heartbeat has its time in a header. Times before 1970 count as 1970, since Streams drops negative ones.
 */
public final class EventTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        Object value = record.value();
        if (value instanceof CloudEvent event) {
            return Math.max(0, event.getTime().toEpochMilli());
        }
        if (value instanceof Finding finding) {
            return Math.max(0, finding.getEvidence().getTime().toEpochMilli());
        }
        if (value instanceof Observation observation) {
            Instant time = observation.getWatermark() == null
                    ? observation.getEvidence().getTime()
                    : observation.getWatermark().getTime();
            return Math.max(0, time.toEpochMilli());
        }
        return value == null
                ? Heartbeat.of(record.headers()).orElse(Math.max(0, record.timestamp()))
                : Math.max(0, record.timestamp());
    }
}
