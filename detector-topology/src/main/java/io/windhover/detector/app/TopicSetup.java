package io.windhover.detector.app;

import io.windhover.detector.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing, each with the policy that its use asks for, and checks those that are there. */
public final class TopicSetup {
    /** Events and findings may hold a raw event of 256 kB; a megabyte leaves room for what stands around it. */
    private static final String MAX_MESSAGE_BYTES = "1048588";

    /** A rule file may hold a megabyte of text. */
    private static final String MAX_RULE_BYTES = "2097152";

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final long CHECK_MILLIS = 50;

    private final DetectorConfig.TopicsConfig config;

    public TopicSetup(DetectorConfig.TopicsConfig config) {
        this.config = config;
    }

    /**
     * Makes the cluster's topics what the detector needs.
     *
     * @throws ConfigException if a topic is missing and may not be created, or has a shape that cannot work
     */
    public void ensure(Admin admin) throws InterruptedException {
        Set<String> existing = get(admin.listTopics().names());
        List<NewTopic> missing = wanted().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        if (!missing.isEmpty() && !config.create()) {
            throw new ConfigException("topics are missing: "
                    + String.join(", ", missing.stream().map(NewTopic::name).toList())
                    + "; create them, or set topics: create: true");
        }
        for (NewTopic topic : missing) {
            create(admin, topic);
        }
        String rules = config.names().rules();
        TopicDescription description = describe(admin).get(rules);
        if (description != null && description.partitions().size() != 1) {
            throw new ConfigException(rules + " must have one partition: its order decides which rules are active");
        }
    }

    /** A broker that was asked too soon does not know yet what another has just created. */
    private Map<String, TopicDescription> describe(Admin admin) throws InterruptedException {
        List<String> names = wanted().stream().map(NewTopic::name).toList();
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                return admin.describeTopics(names).allTopicNames().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || System.nanoTime() > deadline) {
                    throw new KafkaException("the topics cannot be described", e.getCause());
                }
                Thread.sleep(CHECK_MILLIS);
            }
        }
    }

    private List<NewTopic> wanted() {
        Topics names = config.names();
        List<NewTopic> topics = new ArrayList<>();
        topics.add(deleting(names.events(), Duration.ofDays(7)));
        topics.add(deleting(names.findings(), Duration.ofDays(2)));
        topics.add(deleting(names.alerts(), Duration.ofDays(90)));
        topics.add(deleting(names.deadLetter(), Duration.ofDays(30)));
        topics.add(rules());
        return topics;
    }

    private NewTopic rules() {
        return topic(
                config.names().rules(), 1, Map.of("cleanup.policy", "compact", "max.message.bytes", MAX_RULE_BYTES));
    }

    /** Stamped with the broker's time: event time is in the payload, and a replay of old events must not expire. */
    private NewTopic deleting(String name, Duration retention) {
        return topic(
                name,
                config.partitions(),
                Map.of(
                        "cleanup.policy",
                        "delete",
                        "retention.ms",
                        Long.toString(retention.toMillis()),
                        "message.timestamp.type",
                        "LogAppendTime",
                        "max.message.bytes",
                        MAX_MESSAGE_BYTES));
    }

    private NewTopic topic(String name, int partitions, Map<String, String> settings) {
        Optional<Short> replicas =
                config.replicationFactor() < 0 ? Optional.empty() : Optional.of(config.replicationFactor());
        return new NewTopic(name, Optional.of(partitions), replicas).configs(settings);
    }

    private static void create(Admin admin, NewTopic topic) throws InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            // Several instances start together: whoever comes second finds the topic there.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create topic " + topic.name(), e.getCause());
            }
        }
    }

    private static <T> T get(KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new KafkaException("the brokers do not answer", e.getCause());
        }
    }
}
