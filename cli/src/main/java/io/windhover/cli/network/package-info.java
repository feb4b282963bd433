/** Where addresses are, for commands that judge events without a detector. */
@NullMarked
package io.windhover.cli.network;

import org.jspecify.annotations.NullMarked;
