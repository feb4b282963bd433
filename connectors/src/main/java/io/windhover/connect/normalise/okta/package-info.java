/** The logs of Okta. */
@NullMarked
package io.windhover.connect.normalise.okta;

import org.jspecify.annotations.NullMarked;
