/** Attacks, each as its tools leave it in the logs. */
@NullMarked
package io.windhover.simulator.story;

import org.jspecify.annotations.NullMarked;
