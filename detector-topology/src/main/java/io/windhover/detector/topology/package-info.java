/** All wiring, nothing else. */
@NullMarked
package io.windhover.detector.topology;

import org.jspecify.annotations.NullMarked;
