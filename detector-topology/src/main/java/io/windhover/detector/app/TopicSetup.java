package io.windhover.detector.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing, each with the policy that its use asks for, and checks those that are there. */
public final class TopicSetup {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final long CHECK_MILLIS = 50;

    private final DetectorConfig.TopicsConfig config;
    private final TopicPolicies policies;

    public TopicSetup(DetectorConfig.TopicsConfig config) {
        this.config = config;
        this.policies = new TopicPolicies(config);
    }

    /**
     * Makes the cluster's topics what the detector needs.
     *
     * @return the names of those that it created
     * @throws ConfigException if a topic is missing and may not be created, or has a shape that cannot work
     */
    public List<String> ensure(Admin admin) throws InterruptedException {
        Set<String> existing = get(admin.listTopics().names());
        List<NewTopic> missing = policies.topics().stream()
                .filter(topic -> !existing.contains(topic.name()))
                .toList();
        if (!missing.isEmpty() && !config.create()) {
            requireDescribed(admin, missing);
            throw new ConfigException("topics are missing: "
                    + String.join(", ", missing.stream().map(NewTopic::name).toList())
                    + "; create them, or set topics: create: true");
        }
        for (NewTopic topic : missing) {
            create(admin, topic);
        }
        List<String> mistakes = new ArrayList<>();
        Map<String, TopicDescription> described = describe(admin);
        TopicDescription rules = described.get(config.names().rules());
        if (rules != null && rules.partitions().size() != 1) {
            mistakes.add(rules.name() + " must have one partition: its order decides which rules are active");
        }
        TopicDescription activity = described.get(config.names().activity());
        if (activity != null && activity.partitions().size() != 1) {
            mistakes.add(activity.name() + " must have one partition: silence is judged at what all events tell");
        }
        TopicDescription observations = described.get(config.names().observations());
        if (observations != null && observations.partitions().size() != config.partitions()) {
            mistakes.add(
                    observations.name() + " has " + observations.partitions().size()
                            + " partitions, and topics: partitions says " + config.partitions()
                            + ": what rules remember would not be found");
        }
        checkPolicies(admin, mistakes);
        if (!mistakes.isEmpty()) {
            throw new ConfigException(String.join("\n", mistakes));
        }
        return missing.stream().map(NewTopic::name).toList();
    }

    /** Brokers leave out of their list what may not be described: it need not be missing. */
    private static void requireDescribed(Admin admin, List<NewTopic> missing) throws InterruptedException {
        for (KafkaFuture<TopicDescription> topic : admin.describeTopics(
                        missing.stream().map(NewTopic::name).toList())
                .topicNameValues()
                .values()) {
            try {
                topic.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthorizationException) {
                    throw new KafkaException("the topics cannot be described", e.getCause());
                }
            }
        }
    }

    /** Of topics that somebody else created: what would lose rules, or alerts of a replay, or end a transaction. */
    private void checkPolicies(Admin admin, List<String> mistakes) throws InterruptedException {
        List<ConfigResource> resources = policies.topics().stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic.name()))
                .toList();
        Map<ConfigResource, Config> actual =
                get(admin.describeConfigs(resources).all());
        for (NewTopic topic : policies.topics()) {
            Config settings = actual.get(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()));
            if (settings != null) {
                topic.configs().forEach((key, value) -> {
                    String found =
                            settings.get(key) == null ? "" : settings.get(key).value();
                    if (!TopicPolicies.isFine(key, found, value)) {
                        mistakes.add(topic.name() + " has " + key + "=" + found + " and needs " + value);
                    }
                });
            }
        }
    }

    /** A broker that was asked too soon does not know yet what another has just created. */
    private Map<String, TopicDescription> describe(Admin admin) throws InterruptedException {
        List<String> names = policies.topics().stream().map(NewTopic::name).toList();
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
