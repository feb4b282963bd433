/** {@code windhover replay}: log files written to the events topic. */
@NullMarked
package io.windhover.cli.replay;

import org.jspecify.annotations.NullMarked;
