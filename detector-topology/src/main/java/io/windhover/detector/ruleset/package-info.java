/** From the rules topic to an atomically swapped compiled rule set, and the way onto that topic. */
@NullMarked
package io.windhover.detector.ruleset;

import org.jspecify.annotations.NullMarked;
