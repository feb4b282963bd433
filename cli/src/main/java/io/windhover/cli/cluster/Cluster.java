package io.windhover.cli.cluster;

import io.windhover.cli.output.Failure;
import io.windhover.detector.Topics;
import io.windhover.detector.app.DetectorConfig;
import io.windhover.registry.SchemaRegistries;
import io.windhover.registry.SchemaRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * A cluster as a command reaches it.
 *
 * @param kafka settings of every Kafka client
 * @param registry its schemas
 * @param topics our topics on it
 */
public record Cluster(Map<String, String> kafka, SchemaRegistry registry, Topics topics) {
    /** Somebody waits at a terminal: Kafka's own default is a minute. */
    private static final String PATIENCE_MS = "20000";

    private static final String REQUEST_PATIENCE_MS = "10000";

    public Cluster {
        kafka = Map.copyOf(kafka);
    }

    /** Connects to nothing yet. */
    public static Cluster of(Map<String, String> kafka, Map<String, String> schemaRegistry, Topics topics) {
        return new Cluster(kafka, SchemaRegistries.connect(schemaRegistry), topics);
    }

    /** The one that a detector's configuration names. */
    public static Cluster of(DetectorConfig config) {
        return of(config.kafka(), config.schemaRegistry(), config.topics().names());
    }

    /** A new client for administration. */
    public Admin admin() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        settings.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_PATIENCE_MS);
        return Admin.create(settings);
    }

    /**
     * Whether the topic is there.
     *
     * @throws Failure if the brokers do not answer
     * @throws KafkaException if they refuse to tell
     */
    public boolean hasTopic(Admin admin, String topic) throws InterruptedException {
        try {
            admin.describeTopics(List.of(topic)).allTopicNames().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            if (e.getCause() instanceof TopicAuthorizationException) {
                throw new KafkaException("topic " + topic + " may not be described", e.getCause());
            }
            throw unreachable(e);
        }
    }

    /**
     * Checks that a topic is there before it is used: brokers may create one that is asked for, in the wrong shape.
     *
     * @throws Failure if it is missing, or the brokers do not answer
     * @throws KafkaException if they refuse to tell
     */
    public void requireTopic(String topic) throws InterruptedException {
        try (Admin admin = admin()) {
            if (!hasTopic(admin, topic)) {
                throw new Failure("topic " + topic + " is missing; windhover run creates it at its first start");
            }
        }
    }

    /** Without the settings: they may hold passwords. */
    @Override
    public String toString() {
        return "Cluster[" + kafka.get("bootstrap.servers") + ", " + topics + "]";
    }

    private Failure unreachable(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new Failure(
                "the brokers at " + kafka.get("bootstrap.servers") + " do not answer: " + cause.getMessage(), cause);
    }
}
