package io.windhover.detector.identities;

/** An entry that cannot stand in the identity map. */
public final class InvalidIdentityException extends Exception {
    private static final long serialVersionUID = 1;

    private final String reason;

    InvalidIdentityException(String reason) {
        super(reason);
        this.reason = reason;
    }

    /** One sentence, without the entry's values. */
    public String reason() {
        return reason;
    }
}
