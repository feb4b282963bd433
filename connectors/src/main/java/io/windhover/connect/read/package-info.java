/** Bytes from wherever → raw records: containers are found out, unwrapped and streamed; what cannot be read is told with its place. */
@NullMarked
package io.windhover.connect.read;

import org.jspecify.annotations.NullMarked;
