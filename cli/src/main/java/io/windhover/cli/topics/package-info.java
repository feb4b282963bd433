/** {@code windhover topics}: the detector's topics on a cluster. */
@NullMarked
package io.windhover.cli.topics;

import org.jspecify.annotations.NullMarked;
