/** Rule text to compiled rules to matches: what the rest of Windhover sees of the engine. */
@NullMarked
package io.windhover.rules;

import org.jspecify.annotations.NullMarked;
