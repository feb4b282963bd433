package io.windhover.connect.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Settings of Kafka's own consumer under names of their own ({@code kafka.ssl.truststore.location}): Kafka's definition
 * says what is valid and which are secret.
 */
final class ConsumerSettings {

    /** Stands before the consumer's names. */
    static final String PREFIX = "kafka.";

    /** What the task decides: where it reads is kept by Connect, never by a group. */
    private static final Map<String, Object> FIXED = Map.of(
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "none",
            ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
            false);

    private static final Set<String> OTHERS_OF_THE_TASK = Set.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
            ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
            ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

    private ConsumerSettings() {}

    /**
     * Adds those of the consumer's settings that are given. Where one is given that does not exist, it adds all: so the
     * nearest can be named.
     */
    static ConfigDef define(ConfigDef own, Map<String, String> given) {
        List<String> names = given.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !own.configKeys().containsKey(name))
                .map(name -> name.substring(PREFIX.length()))
                .toList();
        Map<String, ConfigDef.ConfigKey> all = ConsumerConfig.configDef().configKeys();
        Set<String> open = all.keySet().stream()
                .filter(name -> !FIXED.containsKey(name) && !OTHERS_OF_THE_TASK.contains(name))
                .filter(name -> !own.configKeys().containsKey(PREFIX + name))
                .collect(Collectors.toSet());
        Collection<String> added = open.containsAll(names) ? names : open;
        ConfigDef consumer = new ConfigDef();
        added.forEach(name -> consumer.define(all.get(name)));
        ConfigDef definition = new ConfigDef(own);
        definition.embed(PREFIX, "Kafka", 0, consumer);
        return definition;
    }

    /** For a consumer: what was given wins over the defaults, what the task decides over both. */
    static Map<String, Object> consumer(Map<String, Object> defaults, Map<String, Object> given, int maxRecords) {
        Map<String, Object> settings = new HashMap<>(defaults);
        settings.putAll(given);
        settings.putAll(FIXED);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxRecords);
        return settings;
    }

    /** Those of a consumer's settings that its cluster's admin client has too: how to get there. */
    static Map<String, Object> admin(Map<String, Object> consumer) {
        Map<String, Object> settings = new HashMap<>(consumer);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        return settings;
    }
}
