/** By what names the stages speak of keys, sessions and principals when they tell from whom something comes. */
@NullMarked
package io.windhover.detector.lineage;

import org.jspecify.annotations.NullMarked;
