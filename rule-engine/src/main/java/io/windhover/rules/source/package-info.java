/** Text that a user wrote, places in it, and what is wrong there. */
@NullMarked
package io.windhover.rules.source;

import org.jspecify.annotations.NullMarked;
