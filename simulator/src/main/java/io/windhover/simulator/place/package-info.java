/** Where addresses are: the invented plan that all simulated addresses come from. */
@NullMarked
package io.windhover.simulator.place;

import org.jspecify.annotations.NullMarked;
