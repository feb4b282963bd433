package io.windhover.rules.eval;

import io.windhover.rules.ir.Test.Part;
import io.windhover.rules.json.Numbers;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Timestamps as logs write them: ISO 8601 (UTC where no offset stands), or seconds or milliseconds since 1970. */
final class Timestamps {
    /** As seconds, the year 5138; as milliseconds, 1973: what is larger is meant as milliseconds. */
    private static final long SMALLEST_MILLIS = 100_000_000_000L;

    private static final int LAST_WEEK = 52;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT);

    private Timestamps() {}

    static Optional<OffsetDateTime> parse(String text) {
        Optional<OffsetDateTime> epoch = Numbers.decimal(text).flatMap(number -> {
            long units = number.longValue();
            long millis = Math.abs(units) >= SMALLEST_MILLIS ? units : units * 1000;
            return at(millis);
        });
        return epoch.isPresent() ? epoch : iso(text);
    }

    private static Optional<OffsetDateTime> at(long millis) {
        try {
            return Optional.of(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<OffsetDateTime> iso(String text) {
        try {
            TemporalAccessor parsed = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            OffsetDateTime time =
                    parsed instanceof OffsetDateTime zoned ? zoned : ((LocalDateTime) parsed).atOffset(ZoneOffset.UTC);
            return Optional.of(time.withOffsetSameInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static int part(OffsetDateTime time, Part part) {
        return switch (part) {
            case MINUTE -> time.getMinute();
            case HOUR -> time.getHour();
            case DAY -> time.getDayOfMonth();
            case WEEK -> Math.min(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), LAST_WEEK);
            case MONTH -> time.getMonthValue();
            case YEAR -> time.getYear();
        };
    }
}
