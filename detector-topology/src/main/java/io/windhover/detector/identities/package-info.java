/** Who is who: the identities topic feeds the map that joins the names of one person. */
@NullMarked
package io.windhover.detector.identities;

import org.jspecify.annotations.NullMarked;
