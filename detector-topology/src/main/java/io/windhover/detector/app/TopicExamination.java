package io.windhover.detector.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Compares a cluster's topics with what they have to be like, and creates nothing. */
public final class TopicExamination {
    private static final int SAFE_COPIES = 3;

    private final DetectorConfig.TopicsConfig config;
    private final int brokers;

    /**
     * Examines the topics of a configuration.
     *
     * @param brokers how many the cluster has: no topic can have more copies
     */
    public TopicExamination(DetectorConfig.TopicsConfig config, int brokers) {
        this.config = config;
        this.brokers = brokers;
    }

    /**
     * What is not as it should be.
     *
     * @param topic its name
     * @param isFatal whether the detector cannot work so, or loses something; else it works, less safely
     * @param what in one line
     * @param remedy what to do about it
     */
    public record Flaw(String topic, boolean isFatal, String what, String remedy) {}

    /**
     * All flaws, in the order of the topics.
     *
     * @throws KafkaException if the brokers do not answer
     */
    public List<Flaw> flaws(Admin admin) throws InterruptedException {
        List<NewTopic> wanted = new TopicPolicies(config).topics();
        List<String> names = wanted.stream().map(NewTopic::name).toList();
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(names).topicNameValues();
        Map<ConfigResource, KafkaFuture<Config>> settings = admin.describeConfigs(
                        names.stream().map(TopicExamination::resource).toList())
                .values();
        List<Flaw> flaws = new ArrayList<>();
        for (NewTopic topic : wanted) {
            Answer<TopicDescription> shape = answer(described.get(topic.name()));
            if (shape.refused()) {
                flaws.add(new Flaw(topic.name(), true, "may not be described", "grant Describe on it"));
            } else if (shape.value().isEmpty()) {
                flaws.add(new Flaw(topic.name(), true, "is missing", "windhover topics create"));
            } else {
                Answer<Config> found = answer(settings.get(resource(topic.name())));
                examine(topic, shape.value().get(), flaws);
                if (found.refused()) {
                    flaws.add(new Flaw(
                            topic.name(), true, "its settings may not be read", "grant DescribeConfigs on it"));
                }
                found.value().ifPresent(config -> examine(topic, shape.value().get(), config, flaws));
            }
        }
        return flaws;
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private void examine(NewTopic wanted, TopicDescription found, List<Flaw> flaws) {
        int partitions = found.partitions().size();
        if (wanted.numPartitions() == 1 && partitions != 1) {
            flaws.add(
                    new Flaw(wanted.name(), true, "has " + partitions + " partitions and needs one", "create it anew"));
        } else if (partitions != wanted.numPartitions()) {
            flaws.add(new Flaw(
                    wanted.name(),
                    false,
                    "has " + partitions + " partitions, the configuration says " + wanted.numPartitions(),
                    "set topics: partitions to what the topics have; to add partitions to a topic moves its keys"));
        }
        long away = found.partitions().stream()
                .filter(partition ->
                        partition.leader() == null || partition.leader().isEmpty())
                .count();
        long behind = found.partitions().stream()
                .filter(partition ->
                        partition.isr().size() < partition.replicas().size())
                .count();
        if (away > 0) {
            flaws.add(new Flaw(
                    wanted.name(), true, "has " + away + " partitions without a leader", "look after the brokers"));
        } else if (behind > 0) {
            flaws.add(new Flaw(
                    wanted.name(),
                    false,
                    "has " + behind + " partitions with copies behind",
                    "look after the brokers"));
        }
        int copies = copies(found);
        int needed = config.replicationFactor() > 0 ? config.replicationFactor() : Math.min(SAFE_COPIES, brokers);
        if (copies < needed) {
            flaws.add(new Flaw(
                    wanted.name(),
                    false,
                    "has " + copies + (copies == 1 ? " copy" : " copies") + " of each record, where " + needed
                            + " are wanted",
                    "reassign its partitions to more brokers"));
        }
    }

    private void examine(NewTopic wanted, TopicDescription found, Config settings, List<Flaw> flaws) {
        wanted.configs().forEach((key, value) -> {
            String actual = text(settings, key);
            if (!TopicPolicies.isFine(key, actual, value)) {
                flaws.add(new Flaw(
                        wanted.name(),
                        true,
                        "has " + key + "=" + actual + " and needs " + value,
                        "kafka-configs --alter --topic " + wanted.name() + " --add-config " + key + "=" + value));
            }
        });
        String retention = wanted.configs().get("retention.ms");
        if (retention != null && isShorter(text(settings, "retention.ms"), retention)) {
            flaws.add(new Flaw(
                    wanted.name(),
                    false,
                    "keeps records for " + Duration.ofMillis(Long.parseLong(text(settings, "retention.ms")))
                            + ", and is made to keep them for " + Duration.ofMillis(Long.parseLong(retention)),
                    "raise retention.ms, unless it is meant"));
        }
        int copies = copies(found);
        int leastInSync = Integer.parseInt(text(settings, "min.insync.replicas"));
        if (leastInSync > copies) {
            flaws.add(new Flaw(
                    wanted.name(),
                    true,
                    "has min.insync.replicas=" + leastInSync + " and only " + copies
                            + " replicas: nothing can be written",
                    "lower min.insync.replicas"));
        } else if (copies > 1 && leastInSync == copies) {
            flaws.add(new Flaw(
                    wanted.name(),
                    false,
                    "cannot be written while one broker is away: min.insync.replicas=" + leastInSync,
                    "lower min.insync.replicas, or add a replica"));
        } else if (copies >= SAFE_COPIES && leastInSync == 1) {
            flaws.add(new Flaw(
                    wanted.name(),
                    false,
                    "acknowledges what one broker alone has: min.insync.replicas=1",
                    "set min.insync.replicas to 2"));
        }
    }

    /** −1 stands for ever. */
    private static boolean isShorter(String retention, String wanted) {
        long millis = Long.parseLong(retention);
        return millis >= 0 && millis < Long.parseLong(wanted);
    }

    private static String text(Config settings, String key) {
        return settings.get(key) == null ? "" : settings.get(key).value();
    }

    private static int copies(TopicDescription topic) {
        return topic.partitions().stream()
                .map(TopicPartitionInfo::replicas)
                .mapToInt(List::size)
                .min()
                .orElse(0);
    }

    /** @param value what was asked for; empty where it is not there, or refused */
    private record Answer<T>(Optional<T> value, boolean refused) {}

    private static <T> Answer<T> answer(@Nullable KafkaFuture<T> future) throws InterruptedException {
        try {
            return new Answer<>(
                    Optional.of(Objects.requireNonNull(future, "asked for").get()), false);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return new Answer<>(Optional.empty(), true);
            }
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return new Answer<>(Optional.empty(), false);
            }
            throw new KafkaException("the topics cannot be described", e.getCause());
        }
    }
}
