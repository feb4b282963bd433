package io.windhover.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What a check found: one line.
 *
 * @param check what was looked at
 * @param message what was found
 * @param remedy what to do about it; null where there is nothing to do
 */
record Diagnosis(
        String check,
        Status status,
        String message,
        @Nullable String remedy) {
    /** From best to worst. */
    enum Status {
        /** As it should be. */
        OK,
        /** Not looked at, since it depends on something that is a problem. */
        SKIPPED,
        /** The detector works, less safely. */
        WARNING,
        /** The detector does not work, or loses something. */
        PROBLEM
    }

    static Diagnosis ok(String check, String message) {
        return new Diagnosis(check, Status.OK, message, null);
    }

    static Diagnosis skipped(String check, String message) {
        return new Diagnosis(check, Status.SKIPPED, message, null);
    }

    static Diagnosis warning(String check, String message, String remedy) {
        return new Diagnosis(check, Status.WARNING, message, remedy);
    }

    static Diagnosis problem(String check, String message, String remedy) {
        return new Diagnosis(check, Status.PROBLEM, message, remedy);
    }
}
