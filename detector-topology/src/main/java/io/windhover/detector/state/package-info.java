/** State stores, their stored forms, and the memory they may use. */
@NullMarked
package io.windhover.detector.state;

import org.jspecify.annotations.NullMarked;
