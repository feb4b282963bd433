/** Stage silence: sources that were heard before and are not any more. */
@NullMarked
package io.windhover.detector.silence;

import org.jspecify.annotations.NullMarked;
