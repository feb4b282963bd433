/** {@code windhover simulate}: logs of a company that does not exist, with attacks at known times. */
@NullMarked
package io.windhover.cli.simulate;

import org.jspecify.annotations.NullMarked;
