package io.windhover.rules.eval;

import io.windhover.schemas.CloudEvent;

/** One event as an evaluation reads it. */
public interface EventInput {
    /** Holds the raw event, one JSON object in UTF-8. */
    byte[] buffer();

    /** Where in the buffer it begins; at its begin unless an implementation says otherwise. */
    default int offset() {
        return 0;
    }

    /** Its length in bytes; all of the buffer unless an implementation says otherwise. */
    default int length() {
        return buffer().length;
    }

    /**
     * The normalised event. Asked for only when a rule that may match needs it, or when one did match; an implementation
     * makes it then and keeps it.
     */
    CloudEvent normalised();
}
