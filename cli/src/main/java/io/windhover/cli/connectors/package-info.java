/** {@code windhover connectors}: what a Kafka Connect worker is told to run. */
@NullMarked
package io.windhover.cli.connectors;

import org.jspecify.annotations.NullMarked;
