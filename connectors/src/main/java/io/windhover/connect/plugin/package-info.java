/** What every connector tells Connect: the settings that all of them share, names checked, the version. */
@NullMarked
package io.windhover.connect.plugin;

import org.jspecify.annotations.NullMarked;
