/** Chance that falls the same way for the same seed. */
@NullMarked
package io.windhover.simulator.chance;

import org.jspecify.annotations.NullMarked;
