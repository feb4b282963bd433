/** The detector: names that are a contract stand here, each stage in a package of its own. */
@NullMarked
package io.windhover.detector;

import org.jspecify.annotations.NullMarked;
