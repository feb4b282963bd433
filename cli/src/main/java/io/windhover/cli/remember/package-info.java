/** Rules that remember, run over the events that a command reads, in memory. */
@NullMarked
package io.windhover.cli.remember;

import org.jspecify.annotations.NullMarked;
