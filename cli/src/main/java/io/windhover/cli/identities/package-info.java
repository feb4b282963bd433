/** {@code windhover identities}: who is who. */
@NullMarked
package io.windhover.cli.identities;

import org.jspecify.annotations.NullMarked;
