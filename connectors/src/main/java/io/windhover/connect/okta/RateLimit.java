package io.windhover.connect.okta;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long to wait by an answer's headers ("Rate limits", Okta developer documentation): {@code X-Rate-Limit-Remaining}
 * requests may follow before {@code X-Rate-Limit-Reset}, in seconds since 1970 on Okta's clock, which {@code Date} tells.
 */
final class RateLimit {

    private static final Duration LONGEST = Duration.ofHours(1);

    /** Both times are in whole seconds: one more makes sure that the moment has passed. */
    private static final Duration ROUNDING = Duration.ofSeconds(1);

    private RateLimit() {}

    /** Zero while requests remain. */
    static Duration pause(HttpHeaders headers, Clock clock) {
        OptionalLong remaining = number(headers, "X-Rate-Limit-Remaining");
        return remaining.isPresent() && remaining.getAsLong() <= 0
                ? untilReset(headers, clock).orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /** How long to wait after a refusal; empty where the headers do not say. */
    static Optional<Duration> afterRefusal(HttpHeaders headers, Clock clock) {
        OptionalLong seconds = number(headers, "Retry-After");
        return seconds.isPresent()
                ? Optional.of(bounded(Duration.ofSeconds(Math.min(seconds.getAsLong(), LONGEST.toSeconds()))))
                : untilReset(headers, clock);
    }

    private static Optional<Duration> untilReset(HttpHeaders headers, Clock clock) {
        OptionalLong reset = number(headers, "X-Rate-Limit-Reset");
        if (reset.isEmpty()) {
            return Optional.empty();
        }
        long now = headers.firstValue("Date")
                .flatMap(RateLimit::date)
                .orElseGet(clock::instant)
                .getEpochSecond();
        long seconds = Math.max(0, Math.min(reset.getAsLong() - now, LONGEST.toSeconds()));
        return Optional.of(bounded(Duration.ofSeconds(seconds).plus(ROUNDING)));
    }

    private static Duration bounded(Duration pause) {
        return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(HttpHeaders headers, String name) {
        String text = headers.firstValue(name).orElse("").trim();
        return text.matches("\\d{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }
}
