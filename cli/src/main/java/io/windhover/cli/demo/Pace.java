package io.windhover.cli.demo;

import io.windhover.cli.stop.Stop;
import java.time.Duration;

/**
 * Holds a sender back to a rate.
 *
 * @param perSecond records a second; 0 for as fast as it goes
 */
record Pace(int perSecond) {
    /** Waits until the rate allows one more; false if it was told to stop. */
    boolean await(long sent, long startNanos, Stop stop) throws InterruptedException {
        if (perSecond > 0) {
            long due = startNanos + Math.round(sent * 1e9 / perSecond);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                return !stop.await(Duration.ofNanos(wait));
            }
        }
        return !stop.isRequested();
    }
}
