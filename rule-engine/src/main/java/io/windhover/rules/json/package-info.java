/** One pass over the bytes of a JSON event that keeps only the fields somebody asked for. */
@NullMarked
package io.windhover.rules.json;

import org.jspecify.annotations.NullMarked;
