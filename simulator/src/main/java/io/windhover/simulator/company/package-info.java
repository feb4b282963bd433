/** The company that is simulated: its people, devices, accounts and machines. */
@NullMarked
package io.windhover.simulator.company;

import org.jspecify.annotations.NullMarked;
