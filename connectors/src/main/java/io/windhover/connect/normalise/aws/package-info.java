/** The logs of Amazon Web Services. */
@NullMarked
package io.windhover.connect.normalise.aws;

import org.jspecify.annotations.NullMarked;
