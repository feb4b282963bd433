/**
 * A deployment that is broken while it works: three brokers, two detectors, a Connect worker, and faults at random. What it
 * tells in the end is compared with what an undisturbed one tells of the same log.
 */
@NullMarked
package io.windhover.distribution.chaos;

import org.jspecify.annotations.NullMarked;
