/** The rights that each part needs of a cluster whose brokers check them, as data. */
@NullMarked
package io.windhover.detector.rights;

import org.jspecify.annotations.NullMarked;
