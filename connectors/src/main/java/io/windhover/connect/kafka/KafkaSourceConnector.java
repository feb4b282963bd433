package io.windhover.connect.kafka;

import java.util.Map;

/**
 * Reads logs from topics of any Kafka cluster into the events topic, for example Falco's events as falcosidekick writes them.
 * Tasks share the partitions. Values are bytes already: the worker needs {@code ByteArrayConverter} for keys and values.
 */
public final class KafkaSourceConnector extends TopicSourceConnector {

    /** As a worker makes it. */
    public KafkaSourceConnector() {
        super(KafkaSourceConfig.DEFINITION, KafkaSourceConfig.BOOTSTRAP_SERVERS);
    }

    @Override
    TopicSourceConfig check(Map<String, String> given) {
        return new KafkaSourceConfig(given);
    }
}
