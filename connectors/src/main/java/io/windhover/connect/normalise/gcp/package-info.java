/** The logs of Google Cloud and Google Workspace. */
@NullMarked
package io.windhover.connect.normalise.gcp;

import org.jspecify.annotations.NullMarked;
