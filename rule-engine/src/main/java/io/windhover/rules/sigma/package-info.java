/** Sigma 2.1: rule text to the intermediate form. */
@NullMarked
package io.windhover.rules.sigma;

import org.jspecify.annotations.NullMarked;
