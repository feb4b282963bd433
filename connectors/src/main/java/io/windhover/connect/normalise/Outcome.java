package io.windhover.connect.normalise;

/** What came of it: {@code status_id} of OCSF 1.8. */
public enum Outcome {
    /** The log does not say, or it was only begun. */
    UNKNOWN(0),
    SUCCESS(1),
    FAILURE(2);

    private final int statusId;

    Outcome(int statusId) {
        this.statusId = statusId;
    }

    int statusId() {
        return statusId;
    }
}
