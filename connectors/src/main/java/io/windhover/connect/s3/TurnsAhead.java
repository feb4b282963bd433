package io.windhover.connect.s3;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The next turns of a feed, in its order, their objects being opened already: S3 takes longer to answer than many an object
 * takes to read. Not thread-safe.
 */
final class TurnsAhead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TurnsAhead.class);

    /** So many are opened at once. Of each no more is in memory than its connection buffers. */
    private static final int MOST = 4;

    private final S3Client s3;
    private final ObjectFeed feed;
    private final Deque<Ahead> ahead = new ArrayDeque<>();
    private final ExecutorService openers = Executors.newFixedThreadPool(MOST, work -> {
        Thread thread = new Thread(work, "s3-source-open");
        thread.setDaemon(true);
        return thread;
    });

    /** A turn, and its object where it has one. */
    record Ahead(Turn turn, CompletableFuture<ObjectStream> content) {

        /**
         * The object's content, when S3 has answered.
         *
         * @throws SdkException where it cannot be opened
         */
        ObjectStream open() {
            try {
                return content.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof SdkException failure ? failure : e;
            }
        }
    }

    TurnsAhead(S3Client s3, ObjectFeed feed) {
        this.s3 = s3;
        this.feed = feed;
    }

    /** The next turn; null where none comes in this time. */
    @Nullable
    Ahead next(long millis) throws InterruptedException {
        fill(ahead.isEmpty() ? millis : 0);
        Ahead next = ahead.poll();
        fill(0);
        return next;
    }

    private void fill(long millis) throws InterruptedException {
        long wait = millis;
        while (ahead.size() < MOST) {
            Turn turn = feed.next(wait);
            if (turn == null) {
                return;
            }
            ahead.add(new Ahead(turn, content(turn)));
            wait = 0;
        }
    }

    private CompletableFuture<ObjectStream> content(Turn turn) {
        return turn instanceof Turn.ToRead read
                ? CompletableFuture.supplyAsync(() -> ObjectStream.open(s3, read.address()), openers)
                : new CompletableFuture<>();
    }

    /** Objects that nobody will read are closed, as soon as S3 has answered. */
    @Override
    public void close() {
        for (Ahead one : ahead) {
            if (one.turn() instanceof Turn.ToRead) {
                openers.execute(() -> close(one));
            }
        }
        ahead.clear();
        openers.shutdown();
    }

    private static void close(Ahead one) {
        try {
            one.open().close();
        } catch (IOException | SdkException e) {
            LOG.atDebug().setCause(e).log("An object could not be closed");
        }
    }
}
