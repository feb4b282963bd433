/** What GitHub tells: its audit log, and its webhooks. One login is one person in both. */
@NullMarked
package io.windhover.connect.normalise.github;

import org.jspecify.annotations.NullMarked;
