/** What connectors share towards Connect: settings and the check of their names, the version, waits after failures. */
@NullMarked
package io.windhover.connect.plugin;

import org.jspecify.annotations.NullMarked;
