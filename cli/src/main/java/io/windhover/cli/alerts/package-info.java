/** {@code windhover alerts}: what is told, and what analysts decide. */
@NullMarked
package io.windhover.cli.alerts;

import org.jspecify.annotations.NullMarked;
