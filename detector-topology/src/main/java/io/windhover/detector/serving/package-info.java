/** The HTTP endpoint: health and metrics, and who may ask for them. Knows nothing of the stages. */
@NullMarked
package io.windhover.detector.serving;

import org.jspecify.annotations.NullMarked;
