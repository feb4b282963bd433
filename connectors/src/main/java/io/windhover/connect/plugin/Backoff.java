package io.windhover.connect.plugin;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after failures in a row: twice as long each time, less a random part so that clients spread. */
public final class Backoff {

    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;
    private int failures;

    /** Starts without a failure. */
    public Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** Between a half and the whole of what doubling has come to. */
    public Duration afterFailure() {
        // More doublings than this pass every bound that can be set.
        long doubled = first.toMillis() << Math.min(failures, 22);
        failures++;
        long whole = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(whole - random.nextLong(whole / 2 + 1));
    }

    /** The next failure is the first again. */
    public void afterSuccess() {
        failures = 0;
    }
}
