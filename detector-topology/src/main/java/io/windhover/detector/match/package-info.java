/** Stage match: every rule that applies judges an event in one pass; matches become findings. */
@NullMarked
package io.windhover.detector.match;

import org.jspecify.annotations.NullMarked;
