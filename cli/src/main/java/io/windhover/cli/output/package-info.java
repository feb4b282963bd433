/** What commands write: screens, colours, and text from logs made safe for a terminal. */
@NullMarked
package io.windhover.cli.output;

import org.jspecify.annotations.NullMarked;
