package io.windhover.rules.state;

import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * What every state begins with: a version in one byte, and in four the day, in days since 1970, UTC, after which it may be
 * forgotten. So whoever sweeps the store need not know the rule, which may be gone.
 */
public final class StateHeader {
    static final int VERSION = 1;
    static final int BYTES = 1 + Integer.BYTES;

    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();

    private StateHeader() {}

    /** The day after which a state may be forgotten, in days since 1970, UTC. */
    public static int expiresDay(byte[] state) {
        return ByteBuffer.wrap(state).getInt(1);
    }

    /** The day of a time in milliseconds since 1970. */
    public static long day(long millis) {
        return Math.floorDiv(millis, DAY_MILLIS);
    }

    /** The day on which what is remembered for {@code span} from {@code millis} on may be forgotten. */
    static int expiry(long millis, Duration span) {
        return (int) Math.min(Integer.MAX_VALUE, day(millis + span.toMillis()) + 1);
    }

    static void check(byte[] state) {
        if (state.length < BYTES || state[0] != VERSION) {
            throw new IllegalArgumentException("the state has no version that this release reads");
        }
    }
}
