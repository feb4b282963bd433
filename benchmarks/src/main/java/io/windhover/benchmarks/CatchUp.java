package io.windhover.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Times how fast an application works off a topic, by what it has committed. */
public final class CatchUp {
    private static final long CHECK_MILLIS = 50;
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final double WARM = 0.25;

    private CatchUp() {}

    /**
     * The pace between the first quarter, which is warm-up, and the last event.
     *
     * @param inner topics that the application writes and reads itself, and has to have read too
     */
    static Pace pace(Admin admin, String application, String topic, List<String> inner, long events)
            throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long warmAt = 0;
        long warmCount = 0;
        long warmCpu = 0;
        while (true) {
            Map<TopicPartition, Long> committed = committed(admin, application);
            long count = committed.entrySet().stream()
                    .filter(entry -> entry.getKey().topic().equals(topic))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
            long now = System.nanoTime();
            if (warmAt == 0 && count >= events * WARM) {
                warmAt = now;
                warmCount = count;
                warmCpu = streamThreads(application);
            }
            if (count >= events && areRead(admin, inner, committed)) {
                long counted = events - warmCount;
                long cpu = streamThreads(application) - warmCpu;
                return new Pace(counted * 1e9 / (now - warmAt), cpu / 1e3 / counted);
            }
            if (now > deadline) {
                throw new KafkaException(application + " has not caught up: " + count + " of " + events);
            }
            TimeUnit.MILLISECONDS.sleep(CHECK_MILLIS);
        }
    }

    /** Nanoseconds of processor time of an application's stream threads. */
    private static long streamThreads(String application) {
        Pattern name = Pattern.compile(Pattern.quote(application) + "-.*-StreamThread-\\d+");
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && name.matcher(thread.getThreadName()).matches()) {
                nanos += threads.getThreadCpuTime(thread.getThreadId());
            }
        }
        return nanos;
    }

    /** How many offsets a topic's partitions have: records, and the ends of transactions. */
    public static long records(Admin admin, String topic) throws InterruptedException {
        return ends(admin, List.of(topic)).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** How many records of topics are not read. */
    public static long unread(Admin admin, List<String> topics, Map<TopicPartition, Long> committed)
            throws InterruptedException {
        return ends(admin, topics).entrySet().stream()
                .mapToLong(end -> end.getValue() - committed.getOrDefault(end.getKey(), 0L))
                .sum();
    }

    /** Whether topics are read to their end. The record that ends a transaction may stand behind the last that was read. */
    private static boolean areRead(Admin admin, List<String> topics, Map<TopicPartition, Long> committed)
            throws InterruptedException {
        return ends(admin, topics).entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue() - 1);
    }

    private static Map<TopicPartition, Long> ends(Admin admin, List<String> topics) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetSpec> all = new HashMap<>();
            admin.describeTopics(topics).allTopicNames().get().forEach((name, topic) -> topic.partitions()
                    .forEach(partition ->
                            all.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(all).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }

    /** What an application has committed. */
    public static Map<TopicPartition, Long> committed(Admin admin, String application) throws InterruptedException {
        try {
            Map<TopicPartition, Long> committed = new HashMap<>();
            admin.listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            committed.put(partition, offset.offset());
                        }
                    });
            return committed;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        }
    }
}
