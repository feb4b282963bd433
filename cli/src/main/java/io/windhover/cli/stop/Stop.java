package io.windhover.cli.stop;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells a command to stop; it looks here wherever it waits. Thread-safe. */
public final class Stop {
    private final CountDownLatch requested = new CountDownLatch(1);

    /** Asks for it; asking again changes nothing. */
    public void request() {
        requested.countDown();
    }

    /** Whether it was asked for. */
    public boolean isRequested() {
        return requested.getCount() == 0;
    }

    /** Waits until it is asked for; false if that did not happen in time. */
    public boolean await(Duration time) throws InterruptedException {
        return requested.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Waits until it is asked for. */
    public void await() throws InterruptedException {
        requested.await();
    }
}
