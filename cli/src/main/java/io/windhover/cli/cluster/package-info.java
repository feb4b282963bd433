/** Reaching a cluster: its brokers, its schema registry, its topics. */
@NullMarked
package io.windhover.cli.cluster;

import org.jspecify.annotations.NullMarked;
