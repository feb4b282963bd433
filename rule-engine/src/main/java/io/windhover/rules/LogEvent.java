package io.windhover.rules;

import io.windhover.rules.eval.EventInput;
import io.windhover.schemas.CloudEvent;
import io.windhover.schemas.LogSource;

/** One event as a matcher reads it. The bytes must not change while {@link RuleMatcher#match} runs. */
public interface LogEvent extends EventInput {
    /** The log it came from; decides which rules are asked. */
    LogSource logSource();

    /** Holds the raw event, one JSON object in UTF-8. */
    @Override
    byte[] buffer();

    /** Where in the buffer it begins. */
    @Override
    int offset();

    /** Its length in bytes. */
    @Override
    int length();

    /**
     * The normalised event. Asked for only when a rule that may match needs it, or when one did match; an implementation
     * makes it then and keeps it.
     */
    @Override
    CloudEvent normalised();
}
