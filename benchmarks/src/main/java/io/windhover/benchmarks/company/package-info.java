/** Simulated companies as what detections are measured by: what they see, how quiet they are, and what they cost. */
@NullMarked
package io.windhover.benchmarks.company;

import org.jspecify.annotations.NullMarked;
