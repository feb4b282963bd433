/** {@code windhover rules coverage}: what of ATT&CK a set of rules covers, and for which logs. */
@NullMarked
package io.windhover.cli.rules.coverage;

import org.jspecify.annotations.NullMarked;
