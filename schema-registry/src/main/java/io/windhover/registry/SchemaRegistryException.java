package io.windhover.registry;

import org.jspecify.annotations.Nullable;

/**
 * The registry did not give what it was asked for.
 *
 * <p>Never the fault of a record, except where the {@link #reason()} is {@link Reason#NOT_FOUND}:
 * whoever reads records must not take one for unreadable on account of the other reasons. The message
 * holds no credentials.
 */
public final class SchemaRegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as the caller acts on it. */
    public enum Reason {
        /** The registry answered that it has no such schema. */
        NOT_FOUND,
        /** The registry answered and said no: credentials, compatibility, an invalid schema. */
        REFUSED,
        /** No answer, or one that says nothing about the question: network, timeout, overload. */
        UNAVAILABLE
    }

    private final Reason reason;

    public SchemaRegistryException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the same request may succeed later with nothing changed by hand. */
    public boolean retriable() {
        return reason == Reason.UNAVAILABLE;
    }
}
