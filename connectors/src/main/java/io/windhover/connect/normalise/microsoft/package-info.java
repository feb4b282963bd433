/** The logs of Azure, Entra and Microsoft 365: one directory of people stands behind all three. */
@NullMarked
package io.windhover.connect.normalise.microsoft;

import org.jspecify.annotations.NullMarked;
