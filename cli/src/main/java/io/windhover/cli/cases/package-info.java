/** {@code windhover rules test}: rules against the events that stand beside them. */
@NullMarked
package io.windhover.cli.cases;

import org.jspecify.annotations.NullMarked;
