/** Rules in the form that every front end produces and the planner reads. */
@NullMarked
package io.windhover.rules.ir;

import org.jspecify.annotations.NullMarked;
