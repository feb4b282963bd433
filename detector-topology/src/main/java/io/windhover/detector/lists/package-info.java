/** The operator's lists: the lists topic feeds the index that rules look values up in. */
@NullMarked
package io.windhover.detector.lists;

import org.jspecify.annotations.NullMarked;
