/** Binds a set of rules to one log source: fields to slots, equal predicates to one, rules to their necessary witnesses. */
@NullMarked
package io.windhover.rules.plan;

import org.jspecify.annotations.NullMarked;
