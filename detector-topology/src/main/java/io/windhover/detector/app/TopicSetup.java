package io.windhover.detector.app;

import io.windhover.detector.Topics;
import io.windhover.detector.state.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing, each with the policy that its use asks for, and checks those that are there. */
public final class TopicSetup {
    private static final int MOST_EVENT_RECORD = Sizes.MOST_EVENT + (64 << 10);

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
        List<String> mistakes = new ArrayList<>();
        TopicDescription rules = describe(admin).get(config.names().rules());
        if (rules != null && rules.partitions().size() != 1) {
            mistakes.add(rules.name() + " must have one partition: its order decides which rules are active");
        }
        TopicDescription activity = describe(admin).get(config.names().activity());
        if (activity != null && activity.partitions().size() != 1) {
            mistakes.add(activity.name() + " must have one partition: silence is judged at what all events tell");
        }
        checkPolicies(admin, mistakes);
        if (!mistakes.isEmpty()) {
            throw new ConfigException(String.join("\n", mistakes));
        }
    }

    /** Of topics that somebody else created: what would lose rules, or alerts of a replay, or end a transaction. */
    private void checkPolicies(Admin admin, List<String> mistakes) throws InterruptedException {
        List<ConfigResource> resources = wanted().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        Map<ConfigResource, Config> actual =
                get(admin.describeConfigs(resources).all());
        for (NewTopic topic : wanted()) {
            Config settings = actual.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            if (settings != null) {
                topic.configs().forEach((key, value) -> {
                    String found =
                            settings.get(key) == null ? "" : settings.get(key).value();
                    if (!isFine(key, found, value)) {
                        mistakes.add(topic.name() + " has " + key + "=" + found + " and needs " + value);
                    }
                });
            }
        }
    }

    /** Retention is the operator's affair; a larger size than needed does no harm. */
    private static boolean isFine(String key, String found, String needed) {
        return switch (key) {
            case "retention.ms" -> true;
            case "max.message.bytes" -> Long.parseLong(found) >= Long.parseLong(needed);
            default -> found.equals(needed);
        };
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
        topics.add(deleting(names.events(), Duration.ofDays(7), MOST_EVENT_RECORD));
        topics.add(deleting(names.observations(), Duration.ofDays(2), Sizes.MOST_RECORD));
        topics.add(deleting(names.findings(), Duration.ofDays(2), Sizes.MOST_RECORD));
        topics.add(deleting(names.alerts(), Duration.ofDays(90), Sizes.MOST_RECORD));
        topics.add(topic(names.dispositions(), config.partitions(), Map.of("cleanup.policy", "compact")));
        topics.add(deleting(names.lineage(), Duration.ofDays(2), Sizes.MOST_RECORD));
        topics.add(deleting(names.incidents(), Duration.ofDays(90), Sizes.MOST_RECORD));
        topics.add(deleting(names.decisions(), Duration.ofDays(2), Sizes.MOST_RECORD));
        topics.add(deleting(names.deadLetter(), Duration.ofDays(30), Sizes.MOST_RECORD));
        topics.add(activity());
        topics.add(rules());
        topics.add(readWhole(names.lists()));
        topics.add(readWhole(names.identities()));
        return topics;
    }

    private NewTopic rules() {
        return topic(
                config.names().rules(),
                1,
                Map.of("cleanup.policy", "compact", "max.message.bytes", Integer.toString(Sizes.MOST_RULE_RECORD)));
    }

    /** One partition: it is read whole by every detector, so that more would make nothing quicker. */
    private NewTopic readWhole(String name) {
        return topic(name, 1, Map.of("cleanup.policy", "compact"));
    }

    /** One partition: silence is judged at what all partitions of the events tell. */
    private NewTopic activity() {
        NewTopic topic = deleting(config.names().activity(), Duration.ofDays(2), Sizes.MOST_RECORD);
        return topic(topic.name(), 1, topic.configs());
    }

    /** Stamped with the broker's time: event time is in the payload, and a replay of old events must not expire. */
    private NewTopic deleting(String name, Duration retention, int mostBytes) {
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
                        Integer.toString(mostBytes)));
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
