/** All logs that Windhover can read: the one place that knows every normaliser. */
@NullMarked
package io.windhover.connect.logs;

import org.jspecify.annotations.NullMarked;
