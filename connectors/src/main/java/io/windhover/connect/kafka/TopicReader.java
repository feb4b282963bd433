package io.windhover.connect.kafka;

import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a task's share of the partitions, each from where Connect's offsets say. There is no consumer group: who reads what
 * follows from the task's number, and partitions that are added are found by asking from time to time. One thread calls it,
 * but for {@link #wakeUp}.
 */
final class TopicReader implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);

    /** So long a call waits at most: a worker that stops must not have to wait for messages. */
    private static final Duration WAIT = Duration.ofMillis(500);

    private static final Duration LOOK_UP = Duration.ofSeconds(10);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicSourceConfig config;
    private final Function<TopicPartition, Optional<Position>> kept;

    private final Set<TopicPartition> assigned = new HashSet<>();

    /** Topics that were asked for before: a partition of one that is found now was added. */
    private final Set<String> known = new HashSet<>();

    /** How many records of a partition's next message were handled before the restart. */
    private final Map<TopicPartition, Position> resumed = new HashMap<>();

    private final CountDownLatch stopped = new CountDownLatch(1);

    private long refreshNanos = System.nanoTime();

    /**
     * For one task.
     *
     * @param kept where Connect says to go on; empty for a partition that was never read
     */
    TopicReader(
            Consumer<byte[], byte[]> consumer,
            TopicSourceConfig config,
            Function<TopicPartition, Optional<Position>> kept) {
        this.consumer = consumer;
        this.config = config;
        this.kept = kept;
    }

    /**
     * What has come, in the partitions' order; nothing where nothing comes in a while, or for now cannot be fetched.
     *
     * @throws org.apache.kafka.common.KafkaException where it never will be
     */
    List<Found> poll() throws InterruptedException {
        try {
            refresh();
            return fetch();
        } catch (WakeupException e) {
            return List.of();
        } catch (RetriableException e) {
            LOG.atWarn()
                    .addKeyValue("source", config.scheme())
                    .addKeyValue("reason", e.getClass().getSimpleName())
                    .log("The cluster does not answer; it is asked again");
            return List.of();
        }
    }

    private List<Found> fetch() throws InterruptedException {
        try {
            return messages();
        } catch (OffsetOutOfRangeException e) {
            return gaps(e.offsetOutOfRangePartitions());
        }
    }

    private void refresh() {
        if (System.nanoTime() - refreshNanos < 0) {
            return;
        }
        Set<TopicPartition> added = new HashSet<>();
        Set<TopicPartition> late = new HashSet<>();
        Set<String> asked = new TreeSet<>();
        for (String topic : config.topics()) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic, LOOK_UP);
            if (partitions == null || partitions.isEmpty()) {
                LOG.atWarn()
                        .addKeyValue("topic", topic)
                        .log("The topic does not exist or may not be read; it is waited for");
            } else {
                partitions.stream()
                        .map(info -> new TopicPartition(topic, info.partition()))
                        .filter(config::isMine)
                        .filter(partition -> !assigned.contains(partition))
                        .forEach(known.contains(topic) ? late::add : added::add);
            }
            asked.add(topic);
        }
        assign(added, late);
        known.addAll(asked);
        refreshNanos = System.nanoTime() + config.refresh().toNanos();
    }

    private void assign(Set<TopicPartition> added, Set<TopicPartition> late) {
        if (added.isEmpty() && late.isEmpty()) {
            return;
        }
        Set<TopicPartition> all = new HashSet<>(assigned);
        all.addAll(added);
        all.addAll(late);
        consumer.assign(all);
        for (TopicPartition partition : all) {
            if (!assigned.contains(partition)) {
                seek(partition, late.contains(partition) || config.startsAtEarliest());
            }
        }
        assigned.addAll(all);
        LOG.atInfo().addKeyValue("partitions", assigned.size()).log("Reading partitions");
    }

    private void seek(TopicPartition partition, boolean fromBeginning) {
        Optional<Position> position = kept.apply(partition);
        if (position.isPresent()) {
            consumer.seek(partition, position.get().offset());
            resumed.put(partition, position.get());
        } else if (fromBeginning) {
            consumer.seekToBeginning(Set.of(partition));
        } else {
            consumer.seekToEnd(Set.of(partition));
        }
    }

    private List<Found> messages() throws InterruptedException {
        if (assigned.isEmpty()) {
            // More tasks than partitions, or a topic that is to come: the consumer refuses to wait for nothing.
            boolean stopping = stopped.await(WAIT.toMillis(), TimeUnit.MILLISECONDS);
            LOG.atTrace().addKeyValue("stopping", stopping).log("Nothing to read");
            return List.of();
        }
        List<Found> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(WAIT)) {
            Position before = resumed.remove(new TopicPartition(message.topic(), message.partition()));
            boolean partly = before != null && before.offset() == message.offset();
            found.add(new Found.Message(message, partly ? before.records() : 0));
        }
        return found;
    }

    private List<Found> gaps(Map<TopicPartition, Long> wanted) {
        Map<TopicPartition, Long> earliest = consumer.beginningOffsets(wanted.keySet(), LOOK_UP);
        List<Found> found = new ArrayList<>();
        earliest.forEach((partition, first) -> {
            Found.Gap gap = new Found.Gap(partition, wanted.getOrDefault(partition, first), first);
            consumer.seek(partition, gap.earliest());
            resumed.remove(partition);
            found.add(gap);
            LOG.atWarn()
                    .addKeyValue("partition", partition)
                    .addKeyValue("wanted", gap.wanted())
                    .addKeyValue("earliest", gap.earliest())
                    .log(gap.reason());
        });
        return found;
    }

    /** Makes a call that waits return, and the next ones not wait; from any thread. */
    void wakeUp() {
        stopped.countDown();
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ofSeconds(5)));
    }
}
