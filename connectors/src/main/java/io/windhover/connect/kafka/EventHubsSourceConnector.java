package io.windhover.connect.kafka;

import java.util.Map;

/**
 * Reads Azure's logs from Event Hubs into the events topic: Activity, Entra sign-in and audit, AKS audit, whatever a
 * diagnostic setting streams. It speaks Kafka's protocol. Tasks share the partitions. Values are bytes already: the worker
 * needs {@code ByteArrayConverter} for keys and values.
 */
public final class EventHubsSourceConnector extends TopicSourceConnector {

    /** As a worker makes it. */
    public EventHubsSourceConnector() {
        super(EventHubsSourceConfig.DEFINITION, EventHubsSourceConfig.CONNECTION_STRING);
    }

    @Override
    TopicSourceConfig check(Map<String, String> given) {
        return new EventHubsSourceConfig(given);
    }
}
