/** Stage remember: stateful rules keep what they need of each group, and fire. */
@NullMarked
package io.windhover.detector.remember;

import org.jspecify.annotations.NullMarked;
