/** Where an address is, whose network it lies in and of what kind that is, from files that the operator names. */
@NullMarked
package io.windhover.detector.network;

import org.jspecify.annotations.NullMarked;
