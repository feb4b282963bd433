/** Stage incidents: alerts of one entity and of what comes from it become one story. */
@NullMarked
package io.windhover.detector.incidents;

import org.jspecify.annotations.NullMarked;
