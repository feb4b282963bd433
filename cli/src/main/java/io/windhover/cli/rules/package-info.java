/** {@code windhover rules}: checks, lists, explains, measures and publishes rules. */
@NullMarked
package io.windhover.cli.rules;

import org.jspecify.annotations.NullMarked;
