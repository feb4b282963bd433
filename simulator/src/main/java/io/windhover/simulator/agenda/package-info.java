/** Simulated time: who does something when. */
@NullMarked
package io.windhover.simulator.agenda;

import org.jspecify.annotations.NullMarked;
