/** Files that change while a process runs: noticed, and where they can be used taken in place of what was read before. */
@NullMarked
package io.windhover.watched;

import org.jspecify.annotations.NullMarked;
