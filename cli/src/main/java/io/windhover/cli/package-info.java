/** The {@code windhover} command: its entry, and what holds for all of its subcommands. */
@NullMarked
package io.windhover.cli;

import org.jspecify.annotations.NullMarked;
