/** Detectors in processes of their own, as they are deployed, with a great many principals. */
@NullMarked
package io.windhover.benchmarks.deployment;

import org.jspecify.annotations.NullMarked;
