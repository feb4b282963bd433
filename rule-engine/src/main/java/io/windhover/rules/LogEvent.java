package io.windhover.rules;

import io.windhover.rules.eval.EventInput;
import io.windhover.schemas.LogSource;

/** One event as a matcher reads it. The bytes must not change while {@link RuleMatcher#match} runs. */
public interface LogEvent extends EventInput {
    /** The log it came from; decides which rules are asked. */
    LogSource logSource();
}
