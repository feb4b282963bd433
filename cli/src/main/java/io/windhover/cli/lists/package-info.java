/** {@code windhover lists}, and lists from files. */
@NullMarked
package io.windhover.cli.lists;

import org.jspecify.annotations.NullMarked;
