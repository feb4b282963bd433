/**
 * The state machines of stateful rules: pure folds over one group's observations. No clock, no store: what is remembered
 * goes in and comes out as bytes, and time is what observations and watermarks say.
 */
@NullMarked
package io.windhover.rules.state;

import org.jspecify.annotations.NullMarked;
