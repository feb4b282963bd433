package io.windhover.detector.network;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose network an address lies in.
 *
 * @param number 0 to 4,294,967,295 (RFC 6793)
 * @param name of its operator
 */
record AutonomousSystem(long number, @Nullable String name) {
    private static final Pattern NUMBER = Pattern.compile("(?:AS)?(\\d{1,10})", Pattern.CASE_INSENSITIVE);
    private static final long MOST = 0xffff_ffffL;

    /** Reads {@code AS64500} or {@code 64500}; −1 where the text is neither. */
    static long number(String text) {
        Matcher matcher = NUMBER.matcher(text);
        long number = matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
        return number > MOST ? -1 : number;
    }
}
