package io.windhover.watched;

/** Why certificate and key cannot be used; the message holds nothing of a secret. */
public final class TlsException extends Exception {
    private static final long serialVersionUID = 1L;

    public TlsException(String message) {
        super(message);
    }
}
