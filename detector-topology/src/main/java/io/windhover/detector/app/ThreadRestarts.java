package io.windhover.detector.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, so that a broker or registry that was away for a while costs no restart by hand.
 * A detector that keeps dying is stopped instead: whoever runs it should notice.
 */
final class ThreadRestarts implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadRestarts.class);
    private static final Duration WITHIN = Duration.ofMinutes(10);
    private static final int MOST = 20;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Deque<Long> recent = new ArrayDeque<>();

    @Override
    public StreamThreadExceptionResponse handle(Throwable exception) {
        int deaths = count(System.nanoTime());
        LOG.atError().addKeyValue("deaths", deaths).setCause(exception).log("stream thread died");
        if (deaths > MOST) {
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        pause(deaths);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized int count(long now) {
        recent.addLast(now);
        while (now - recent.getFirst() > WITHIN.toNanos()) {
            recent.removeFirst();
        }
        return recent.size();
    }

    private static void pause(int deaths) {
        try {
            Thread.sleep(Math.min(LONGEST_PAUSE.toMillis(), 100L << Math.min(deaths, 10)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
