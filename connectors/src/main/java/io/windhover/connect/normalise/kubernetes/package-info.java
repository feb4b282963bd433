/** The audit log of Kubernetes. */
@NullMarked
package io.windhover.connect.normalise.kubernetes;

import org.jspecify.annotations.NullMarked;
