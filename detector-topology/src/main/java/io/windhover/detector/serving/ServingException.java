package io.windhover.detector.serving;

/** The endpoint cannot be served as configured; the message is for the operator and holds no secret. */
public final class ServingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServingException(String message) {
        super(message);
    }
}
