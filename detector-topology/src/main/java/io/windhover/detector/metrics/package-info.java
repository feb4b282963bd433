/** What the metrics of all stages have in common: each stage's own stand in its package. */
@NullMarked
package io.windhover.detector.metrics;

import org.jspecify.annotations.NullMarked;
