/** The Kafka Connect source connector for logs that are pushed over HTTP. */
@NullMarked
package io.windhover.connect.webhook;

import org.jspecify.annotations.NullMarked;
