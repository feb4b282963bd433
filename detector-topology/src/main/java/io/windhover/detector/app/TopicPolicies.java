package io.windhover.detector.app;

import io.windhover.detector.Topics;
import io.windhover.detector.state.Sizes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/** What each topic has to be like. */
final class TopicPolicies {
    private static final int MOST_EVENT_RECORD = Sizes.MOST_EVENT + (64 << 10);

    private final DetectorConfig.TopicsConfig config;

    TopicPolicies(DetectorConfig.TopicsConfig config) {
        this.config = config;
    }

    /** Retention is the operator's affair; a larger size than needed does no harm. */
    static boolean isFine(String key, String found, String needed) {
        return switch (key) {
            case "retention.ms" -> true;
            case "max.message.bytes" -> Long.parseLong(found) >= Long.parseLong(needed);
            default -> found.equals(needed);
        };
    }

    /** Each topic with its policy. */
    List<NewTopic> topics() {
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
}
