/** One writer for each log, in the shape in which its vendor delivers it. */
@NullMarked
package io.windhover.simulator.log;

import org.jspecify.annotations.NullMarked;
