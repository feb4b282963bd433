package io.windhover.connect.okta;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What a request for a page led to. */
sealed interface Answer {

    /**
     * A page of events.
     *
     * @param body a JSON array
     * @param next where the events behind this page will be
     * @param pause how long the organisation's rate limit forbids another request
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Page(byte[] body, URI next, Duration pause) implements Answer {}

    /**
     * It failed in a way that may pass.
     *
     * @param pause how long Okta says to wait; empty where it does not say
     */
    record Failed(String reason, Optional<Duration> pause) implements Answer {}

    /** It will fail every time. */
    record Refused(String reason) implements Answer {}
}
