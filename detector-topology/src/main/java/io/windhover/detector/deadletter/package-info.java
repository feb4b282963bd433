/** What cannot be read goes to the dead-letter topic with its reason. */
@NullMarked
package io.windhover.detector.deadletter;

import org.jspecify.annotations.NullMarked;
