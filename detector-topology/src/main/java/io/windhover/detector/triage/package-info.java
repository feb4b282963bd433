/** Stage triage: findings of one rule about one entity become one alert with a count. */
@NullMarked
package io.windhover.detector.triage;

import org.jspecify.annotations.NullMarked;
