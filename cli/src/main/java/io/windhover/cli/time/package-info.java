/** Times as a person writes them. */
@NullMarked
package io.windhover.cli.time;

import org.jspecify.annotations.NullMarked;
