/** Log files as a sequence of events, for every command that judges them. */
@NullMarked
package io.windhover.cli.events;

import org.jspecify.annotations.NullMarked;
