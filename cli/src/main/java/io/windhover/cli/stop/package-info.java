/** Ending a command that runs until it is told to stop. */
@NullMarked
package io.windhover.cli.stop;

import org.jspecify.annotations.NullMarked;
