/** Configuration, topics, start and stop of the detector. */
@NullMarked
package io.windhover.detector.app;

import org.jspecify.annotations.NullMarked;
