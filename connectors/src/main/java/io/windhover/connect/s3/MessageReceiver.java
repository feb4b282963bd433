package io.windhover.connect.s3;

import io.windhover.connect.plugin.Backoff;
import io.windhover.connect.s3.Counts.Count;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.Message;

/** Receives messages on a thread of its own, since SQS lets one wait long for them. */
final class MessageReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MessageReceiver.class);

    /** How soon it is seen that there is room again. */
    private static final long ROOM_MILLIS = 20;

    private final MessageQueue queue;
    private final BooleanSupplier hasRoom;
    private final Consumer<List<Message>> received;
    private final Runnable ended;
    private final Backoff backoff;
    private final Counts counts;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable ConnectException failure;

    /**
     * Not yet started.
     *
     * @param hasRoom whether messages may come
     * @param received takes them; also when this was closed in the meantime
     * @param ended is told when the queue is asked no more
     */
    MessageReceiver(
            MessageQueue queue,
            BooleanSupplier hasRoom,
            Consumer<List<Message>> received,
            Runnable ended,
            Backoff backoff,
            Counts counts) {
        this.queue = queue;
        this.hasRoom = hasRoom;
        this.received = received;
        this.ended = ended;
        this.backoff = backoff;
        this.counts = counts;
    }

    void start() {
        Thread thread = new Thread(this::run, "s3-source-receiver");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        try {
            while (!isClosed(Duration.ZERO)) {
                if (hasRoom.getAsBoolean()) {
                    receive();
                } else {
                    isClosed(Duration.ofMillis(ROOM_MILLIS));
                }
            }
        } catch (ConnectException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new ConnectException("messages cannot be received", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.run();
        }
    }

    private void receive() throws InterruptedException {
        List<Message> messages;
        try {
            messages = queue.receive();
            backoff.afterSuccess();
        } catch (SdkException e) {
            AwsFailure why = AwsFailure.of(e);
            if (why.kind() != AwsFailure.Kind.TRANSIENT) {
                throw new ConnectException("messages of " + queue.url() + " cannot be received: " + why.describe());
            }
            Duration pause = backoff.afterFailure();
            counts.add(Count.RETRIES);
            LOG.atWarn()
                    .addKeyValue("reason", why.describe())
                    .addKeyValue("pauseMillis", pause.toMillis())
                    .log("No messages could be received; it is tried again");
            isClosed(pause);
            return;
        }
        if (!messages.isEmpty()) {
            received.accept(messages);
        }
    }

    private boolean isClosed(Duration within) throws InterruptedException {
        return closed.await(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Throws what ended it, where something did. */
    void throwIfEnded() {
        ConnectException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }

    /** Receives no more, as soon as SQS has answered what it was asked last. */
    @Override
    public void close() {
        closed.countDown();
    }
}
