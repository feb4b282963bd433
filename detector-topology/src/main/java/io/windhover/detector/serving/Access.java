package io.windhover.detector.serving;

import org.jspecify.annotations.Nullable;

/** Who may see the metrics. Thread-safe. */
interface Access {
    /** What an attempt comes to. */
    enum Verdict {
        ADMITTED,
        REFUSED,
        /** It cannot be told at the moment. */
        UNKNOWN
    }

    /**
     * Judges an attempt.
     *
     * @param authorization the header's value; null where there is none
     */
    Verdict admits(@Nullable String authorization);

    /** The token of a bearer; null where the header has none. */
    static @Nullable String token(@Nullable String authorization) {
        String scheme = "Bearer ";
        return authorization != null && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).strip()
                : null;
    }
}
