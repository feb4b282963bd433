/** The alerts topic, for commands that read it: no stage does. */
@NullMarked
package io.windhover.detector.alerts;

import org.jspecify.annotations.NullMarked;
