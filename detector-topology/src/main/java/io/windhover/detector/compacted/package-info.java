/** Compacted topics that set what the detector does: followed while it runs, and read whole by commands. */
@NullMarked
package io.windhover.detector.compacted;

import org.jspecify.annotations.NullMarked;
