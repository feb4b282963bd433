package io.windhover.connect.kafka;

import io.windhover.connect.plugin.EventSourceConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;

/** What the connectors that read topics have in common; how to get to the topics is theirs. */
abstract sealed class TopicSourceConfig extends EventSourceConfig permits KafkaSourceConfig, EventHubsSourceConfig {

    static final String TOPICS = "source.topics";
    static final String START = "source.start";
    static final String BATCH_RECORDS = "batch.records";
    static final String REFRESH_MS = "partitions.refresh.ms";

    /** How a connector tells its tasks apart; not for users. */
    static final String TASK_INDEX = "task.index";

    static final String TASK_COUNT = "task.count";

    private static final String NAME = "name";
    private static final int FETCH_BYTES = 16 << 20;

    TopicSourceConfig(ConfigDef own, Map<String, String> settings) {
        super(ConsumerSettings.define(own, settings), settings);
    }

    /** As the task of any of the connectors gets its settings. */
    static TopicSourceConfig ofTask(Map<String, String> settings) {
        return settings.containsKey(EventHubsSourceConfig.CONNECTION_STRING)
                ? new EventHubsSourceConfig(settings)
                : new KafkaSourceConfig(settings);
    }

    /** Adds what they have in common behind a connector's own settings. */
    static ConfigDef withTopics(ConfigDef own) {
        return withShared(own.define(
                        START,
                        ConfigDef.Type.STRING,
                        "earliest",
                        ConfigDef.ValidString.in("earliest", "latest"),
                        Importance.MEDIUM,
                        "Where a partition is read from that was never read before: from its earliest message, or"
                                + " from where it ends at that time, which is each start's until something was read."
                                + " Partitions that are added later are read from their beginning.")
                .define(
                        BATCH_RECORDS,
                        ConfigDef.Type.INT,
                        1_000,
                        ConfigDef.Range.between(1, 100_000),
                        Importance.LOW,
                        "How many records are handed to Connect at once, at most; fewer where they are large.")
                .define(
                        REFRESH_MS,
                        ConfigDef.Type.LONG,
                        60_000L,
                        ConfigDef.Range.between(100, 3_600_000),
                        Importance.LOW,
                        "How often to look for topics that have come into being and partitions that were added.")
                .defineInternal(TASK_INDEX, ConfigDef.Type.INT, 0, Importance.LOW)
                .defineInternal(TASK_COUNT, ConfigDef.Type.INT, 1, Importance.LOW));
    }

    /** What is read. */
    abstract List<String> topics();

    /** What names the cluster in offsets for good, whatever way leads there; asks the cluster where it must. */
    abstract String cluster();

    /** Stands before the names of what was read: {@code kafka}, for example. */
    abstract String scheme();

    /** How to get there, where nothing else is given. */
    abstract Map<String, Object> connection();

    /** Why a login was refused, for whoever set it up. */
    abstract String refused();

    /** Topic names must be such as Kafka takes; Event Hubs allows a part of them. */
    static void checkTopics(List<String> topics) {
        for (String topic : topics) {
            if (!topic.matches("[a-zA-Z0-9._-]{1,249}")) {
                throw new ConfigException(TOPICS, topic, "is no topic's name");
            }
        }
    }

    final boolean startsAtEarliest() {
        return getString(START).equals("earliest");
    }

    final int batchRecords() {
        return getInt(BATCH_RECORDS);
    }

    final Duration refresh() {
        return Duration.ofMillis(getLong(REFRESH_MS));
    }

    /** Whether the task with these settings reads the partition; partitions that are added move no other. */
    final boolean isMine(TopicPartition partition) {
        int place = partition.topic().hashCode() + partition.partition();
        return Math.floorMod(place, getInt(TASK_COUNT)) == getInt(TASK_INDEX);
    }

    /** For Kafka's consumer. Holds secrets. */
    final Map<String, Object> consumer() {
        Map<String, Object> defaults = new HashMap<>(connection());
        defaults.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        defaults.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        defaults.put(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, getLong(REFRESH_MS));
        Object connector = Objects.requireNonNullElse(originals().get(NAME), scheme());
        defaults.put(CommonClientConfigs.CLIENT_ID_CONFIG, "windhover-" + connector + "-" + getInt(TASK_INDEX));
        return ConsumerSettings.consumer(
                defaults, originalsWithPrefix(ConsumerSettings.PREFIX), Math.min(batchRecords(), 1_000));
    }
}
