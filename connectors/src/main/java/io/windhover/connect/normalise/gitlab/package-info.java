/** What GitLab tells: its audit events, its webhooks and its system hooks. */
@NullMarked
package io.windhover.connect.normalise.gitlab;

import org.jspecify.annotations.NullMarked;
