/** The alerts of Falco. */
@NullMarked
package io.windhover.connect.normalise.falco;

import org.jspecify.annotations.NullMarked;
