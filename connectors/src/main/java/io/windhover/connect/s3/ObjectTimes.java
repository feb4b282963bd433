package io.windhover.connect.s3;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which objects are of the time that is asked for.
 *
 * <p>CloudTrail puts the time into an object's name, and its day into the folders before it: {@code
 * AWSLogs/ACCOUNT/CloudTrail/REGION/2026/10/01/ACCOUNT_CloudTrail_REGION_20261001T0805Z_…}. Since keys are listed in their
 * order, whole stretches of other days need not be listed.
 *
 * @param from the first time; empty where there is none
 * @param to the first time that is too late; empty where there is none
 */
record ObjectTimes(Optional<Instant> from, Optional<Instant> to) {

    private static final Pattern KEY =
            Pattern.compile("(.*/)(\\d{4}/\\d{2}/\\d{2}/)[^/]*_(\\d{8}T\\d{4})Z_[^/]*", Pattern.DOTALL);

    private static final DateTimeFormatter IN_NAME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmm", Locale.ROOT);
    private static final DateTimeFormatter FOLDERS =
            DateTimeFormatter.ofPattern("uuuu/MM/dd/", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Behind every day's folder. */
    private static final String BEHIND_DAYS = "9999/";

    /** Whether an object is of this time. */
    boolean include(String key, Instant lastModified) {
        Instant time = inName(key).orElse(lastModified);
        return from.filter(time::isBefore).isEmpty()
                && to.filter(end -> !time.isBefore(end)).isEmpty();
    }

    /** Behind which key to go on listing where this one is not of this time; empty where the next one may be. */
    Optional<String> goOnBehind(String key) {
        Matcher matcher = KEY.matcher(key);
        Optional<Instant> time = inName(key);
        if (!matcher.matches() || time.isEmpty()) {
            return Optional.empty();
        }
        String behind = matcher.group(1)
                + (from.filter(time.get()::isBefore).isPresent() ? FOLDERS.format(from.get()) : BEHIND_DAYS);
        return behind.compareTo(key) > 0 ? Optional.of(behind) : Optional.empty();
    }

    private static Optional<Instant> inName(String key) {
        Matcher matcher = KEY.matcher(key);
        try {
            return matcher.matches()
                    ? Optional.of(LocalDateTime.parse(matcher.group(3), IN_NAME).toInstant(ZoneOffset.UTC))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
