package io.windhover.watched;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of its own that looks at files again and again, until it is closed. */
public final class FileWatch implements AutoCloseable {
    /** How often, unless a caller says otherwise. */
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private final ScheduledExecutorService watcher;

    private FileWatch(ScheduledExecutorService watcher) {
        this.watcher = watcher;
    }

    /**
     * Begins to look, for the first time after an interval.
     *
     * @param thread its name
     * @param look where it fails, that is logged, and it is tried again
     */
    @SuppressWarnings("FutureReturnValueIgnored") // The task reports its failures itself.
    public static FileWatch start(String thread, Duration interval, Runnable look) {
        ScheduledExecutorService watcher = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, thread);
            made.setDaemon(true);
            return made;
        });
        watcher.scheduleWithFixedDelay(
                () -> lookOrReport(look), interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return new FileWatch(watcher);
    }

    private static void lookOrReport(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("files cannot be looked at; it is tried again");
        }
    }

    @Override
    public void close() {
        watcher.shutdownNow();
    }
}
