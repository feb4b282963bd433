/** {@code windhover alerts}: what analysts decide. */
@NullMarked
package io.windhover.cli.alerts;

import org.jspecify.annotations.NullMarked;
