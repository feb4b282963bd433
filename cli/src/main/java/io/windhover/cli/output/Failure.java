package io.windhover.cli.output;

import org.jspecify.annotations.Nullable;

/** Ends a command with exit code 2; its message is for the user and says what to do where that is known. */
public final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Failure(String message) {
        super(message);
    }

    public Failure(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
