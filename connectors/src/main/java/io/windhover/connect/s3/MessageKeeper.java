package io.windhover.connect.s3;

import io.windhover.connect.s3.Counts.Count;
import io.windhover.connect.s3.MessageLedger.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extends the visibility of the messages that are held, and deletes those that are done, beside the task's thread and each on
 * a thread of its own: a deletion that takes its time must not be at the expense of the rest.
 */
final class MessageKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageKeeper.class);

    /** An extension that fails is tried again before the visibility runs out, and once more. */
    private static final int EXTENSIONS_WITHIN_TIMEOUT = 3;

    private static final Duration DELETION_INTERVAL = Duration.ofMillis(100);
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(2);

    private final MessageQueue queue;
    private final Counts counts;
    private final BlockingQueue<Receipt> deletable = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Thread> threads;

    MessageKeeper(MessageQueue queue, MessageLedger ledger, int visibilitySeconds, Counts counts) {
        this.queue = queue;
        this.counts = counts;
        Duration extension = Duration.ofSeconds(visibilitySeconds).dividedBy(EXTENSIONS_WITHIN_TIMEOUT);
        threads = List.of(
                every(extension, "s3-source-extend", () -> queue.extend(ledger.held())),
                every(DELETION_INTERVAL, "s3-source-delete", this::deleteNow));
        threads.forEach(Thread::start);
    }

    private Thread every(Duration interval, String name, Runnable work) {
        Thread thread = new Thread(() -> repeat(interval, work), name);
        thread.setDaemon(true);
        return thread;
    }

    private void repeat(Duration interval, Runnable work) {
        try {
            while (!closed.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
                guarded(work);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Messages could not be kept; it is tried again");
        }
    }

    /** Deletes them soon. They are not held any more: one that cannot be deleted comes again, and is known for read. */
    void delete(List<Receipt> receipts) {
        deletable.addAll(receipts);
    }

    /** Deletes those that wait for it. */
    void deleteNow() {
        List<Receipt> batch = new ArrayList<>();
        deletable.drainTo(batch);
        if (!batch.isEmpty()) {
            List<Receipt> again = queue.delete(batch);
            counts.add(Count.MESSAGES_DELETED, batch.size() - again.size());
            deletable.addAll(again);
        }
    }

    /** Extends no more, and deletes only when told to. */
    @Override
    public void close() {
        closed.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(ENDS_WITHIN.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
