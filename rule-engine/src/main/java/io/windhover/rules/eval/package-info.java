/** Judges one event by planned rules. */
@NullMarked
package io.windhover.rules.eval;

import org.jspecify.annotations.NullMarked;
