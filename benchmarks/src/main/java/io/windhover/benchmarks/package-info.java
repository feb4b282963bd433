/** Benchmarks: what an event costs, alone and on Kafka. Ratios within one run count; absolute figures are of one machine. */
@NullMarked
package io.windhover.benchmarks;

import org.jspecify.annotations.NullMarked;
