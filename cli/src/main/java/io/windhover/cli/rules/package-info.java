/** {@code windhover rules}: checks, lists and publishes rule files. */
@NullMarked
package io.windhover.cli.rules;

import org.jspecify.annotations.NullMarked;
