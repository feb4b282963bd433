/** From each log's own JSON to {@link io.windhover.schemas.CloudEvent}. Pure: no files, no clock, no Kafka. */
@NullMarked
package io.windhover.connect.normalise;

import org.jspecify.annotations.NullMarked;
