/** Raw records → Kafka Connect's records for the events topic, or dead letters with reason, source and position. */
@NullMarked
package io.windhover.connect.record;

import org.jspecify.annotations.NullMarked;
