package io.windhover.detector.ruleset;

import org.jspecify.annotations.Nullable;

/** A key file cannot be used; the message names it and says why, without its content. */
public final class SigningKeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SigningKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
