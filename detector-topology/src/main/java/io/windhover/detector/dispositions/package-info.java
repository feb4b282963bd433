/** What analysts decide about alerts: the way onto the dispositions topic, and from there to triage. */
@NullMarked
package io.windhover.detector.dispositions;

import org.jspecify.annotations.NullMarked;
