package io.windhover.cli.replay;

import io.windhover.cli.stop.Stop;
import java.time.Duration;

/**
 * Holds a sender back to a rate.
 *
 * @param perSecond records a second; 0 for as fast as it goes
 */
public record Pace(int perSecond) {
    /** As fast as it goes. */
    public static final Pace UNLIMITED = new Pace(0);

    /** Slow enough to show the latency of a live stream, not the time that a backlog takes. */
    public static final Pace STORY = new Pace(1_000);

    private static final int MOST_BATCH = 1_000;
    private static final int BATCHES_A_SECOND = 100;

    /** Whether there is a rate. */
    public boolean isLimited() {
        return perSecond > 0;
    }

    /** Records to read at once: what is held back after it was read would look like latency. */
    public int batch() {
        return isLimited() ? Math.max(1, Math.min(MOST_BATCH, perSecond / BATCHES_A_SECOND)) : MOST_BATCH;
    }

    /** Waits until the rate allows one more; false if it was told to stop. */
    public boolean await(long sent, long startNanos, Stop stop) throws InterruptedException {
        if (isLimited()) {
            long due = startNanos + Math.round(sent * 1e9 / perSecond);
            long wait = due - System.nanoTime();
            if (wait > 0) {
                return !stop.await(Duration.ofNanos(wait));
            }
        }
        return !stop.isRequested();
    }
}
