/** JSON written as bytes, without a tree. */
@NullMarked
package io.windhover.simulator.text;

import org.jspecify.annotations.NullMarked;
