/** What people do: their days, places, sign-ins and work. */
@NullMarked
package io.windhover.simulator.people;

import org.jspecify.annotations.NullMarked;
