/** Names that rules use for fields, and where the fields stand in the raw log: data, one file per log source. */
@NullMarked
package io.windhover.rules.alias;

import org.jspecify.annotations.NullMarked;
