/** Lists of values and networks that rules look values up in: what an entry is, and where entries are found. */
@NullMarked
package io.windhover.rules.lists;

import org.jspecify.annotations.NullMarked;
