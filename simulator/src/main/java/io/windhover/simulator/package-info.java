/** Writes the logs of a company that does not exist, with attacks at known times. */
@NullMarked
package io.windhover.simulator;

import org.jspecify.annotations.NullMarked;
