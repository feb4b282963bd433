package io.windhover.rules.json;

/** An event whose bytes are not JSON as RFC 8259 has it, or that exceeds a bound; its place is for the dead letter. */
public final class MalformedJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int offset;

    /** Made without a stack trace: the caller, not the place in this code, is what matters, and bad input may be frequent. */
    public MalformedJsonException(String reason, int offset) {
        super(reason + " at byte " + offset, null, false, false);
        this.offset = offset;
    }

    /** Bytes from the event's first byte, from 0. */
    public int offset() {
        return offset;
    }
}
