/** What was simulated: events on their way to files, and the labels of the truth. */
@NullMarked
package io.windhover.simulator.journal;

import org.jspecify.annotations.NullMarked;
