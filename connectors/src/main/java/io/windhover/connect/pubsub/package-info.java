/** The Kafka Connect source connector for Google Cloud Pub/Sub, on Google's own client. */
@NullMarked
package io.windhover.connect.pubsub;

import org.jspecify.annotations.NullMarked;
