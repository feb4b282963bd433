/** The Kafka Connect source connectors for topics of any Kafka cluster, and for Azure Event Hubs, which speaks Kafka's protocol. */
@NullMarked
package io.windhover.connect.kafka;

import org.jspecify.annotations.NullMarked;
