package io.windhover.rules.eval;

import io.windhover.schemas.CloudEvent;

/** One event as an evaluation reads it. */
public interface EventInput {
    /** Holds the raw event, one JSON object in UTF-8. */
    byte[] buffer();

    /** Where in the buffer it begins. */
    int offset();

    /** Its length in bytes. */
    int length();

    /**
     * The normalised event. Asked for only when a rule that may match needs it, or when one did match; an implementation
     * makes it then and keeps it.
     */
    CloudEvent normalised();
}
