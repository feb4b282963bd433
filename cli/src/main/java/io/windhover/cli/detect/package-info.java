/** {@code windhover detect}: judges files without Kafka. */
@NullMarked
package io.windhover.cli.detect;

import org.jspecify.annotations.NullMarked;
