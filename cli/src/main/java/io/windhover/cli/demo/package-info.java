/** {@code windhover demo}: everything in one process, on free loopback ports. */
@NullMarked
package io.windhover.cli.demo;

import org.jspecify.annotations.NullMarked;
