package io.windhover.cli.demo;

import io.windhover.detector.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a detector is behind the ends of the topics it reads, in records.
 *
 * @param group its application id
 * @param partitions of those topics
 */
record DetectorLag(Admin admin, String group, List<TopicPartition> partitions) {
    static DetectorLag of(Admin admin, String group, Topics topics) throws InterruptedException {
        try {
            List<TopicPartition> partitions = new ArrayList<>();
            admin.describeTopics(List.of(topics.events(), topics.findings()))
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) ->
                            topic.partitions().forEach(p -> partitions.add(new TopicPartition(name, p.partition()))));
            return new DetectorLag(admin, group, List.copyOf(partitions));
        } catch (ExecutionException e) {
            throw new KafkaException("the detector's topics cannot be read", e.getCause());
        }
    }

    /** Zero when it has committed everything; what it made of it is then committed too. */
    long get() throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
            var ends = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            long lag = 0;
            for (var end : ends.get().entrySet()) {
                OffsetAndMetadata done = committed.get(end.getKey());
                lag += Math.max(0, end.getValue().offset() - (done == null ? 0 : done.offset()));
            }
            return lag;
        } catch (ExecutionException e) {
            throw new KafkaException("the detector's progress cannot be read", e.getCause());
        }
    }
}
