/** YAML with positions, bounded: what a hostile document costs is known before it is read. */
@NullMarked
package io.windhover.rules.yaml;

import org.jspecify.annotations.NullMarked;
