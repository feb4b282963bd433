/** {@code windhover rules explain}: why a rule matches an event or does not. */
@NullMarked
package io.windhover.cli.rules.explain;

import org.jspecify.annotations.NullMarked;
