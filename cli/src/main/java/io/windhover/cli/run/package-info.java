/** {@code windhover run}: the detector against an existing cluster. */
@NullMarked
package io.windhover.cli.run;

import org.jspecify.annotations.NullMarked;
