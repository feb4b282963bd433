package io.windhover.connect.pubsub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Messages from their arrival until the broker has all their records; then each is acknowledged, and not before. Bounded in
 * messages and bytes. Thread-safe.
 */
final class Inbox {

    private final int maxMessages;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Received> waiting = new ArrayDeque<>();

    /** All that are not acknowledged, waiting or taken. */
    private final Set<Received> open = new LinkedHashSet<>();

    /** Whose records Connect has; they are told apart by identity, as it hands them back. */
    private final IdentityHashMap<SourceRecord, Received> handedOut = new IdentityHashMap<>();

    private long bytes;
    private boolean closed;

    Inbox(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /**
     * A message has come. Waits for room where there is none: the client keeps to the same bounds, but forgets a message that
     * it held on to for too long. Refuses it once this is closed.
     */
    void arrived(Received message) {
        if (!offer(message)) {
            message.refuse();
        }
    }

    private boolean offer(Received message) {
        lock.lock();
        try {
            while (!closed && !fits(message)) {
                room.await();
            }
            if (!closed) {
                open.add(message);
                waiting.add(message);
                bytes += message.bytes();
                arrived.signal();
            }
            return !closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** A message that is larger than all may be has to come alone. */
    private boolean fits(Received message) {
        return open.isEmpty() || (open.size() < maxMessages && bytes + message.bytes() <= maxBytes);
    }

    /** The next message, as soon as there is one; null when the time is over. */
    @Nullable
    Received take(long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (waiting.isEmpty() && left > 0 && !closed) {
                left = arrived.awaitNanos(left);
            }
            return waiting.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Connect is given a record of a message. */
    void handOut(SourceRecord record, Received message) {
        lock.lock();
        try {
            message.handedOut();
            handedOut.put(record, message);
        } finally {
            lock.unlock();
        }
    }

    /** All records of a message were handed out. */
    void complete(Received message) {
        lock.lock();
        try {
            message.complete();
        } finally {
            lock.unlock();
        }
        acknowledgeIfDone(message);
    }

    /** Connect is done with a record. */
    void written(SourceRecord record) {
        Received message;
        lock.lock();
        try {
            message = handedOut.remove(record);
            if (message == null) {
                return;
            }
            message.written();
        } finally {
            lock.unlock();
        }
        acknowledgeIfDone(message);
    }

    private void acknowledgeIfDone(Received message) {
        lock.lock();
        try {
            if (!message.isDone() || !open.remove(message)) {
                return;
            }
            bytes -= message.bytes();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        message.acknowledge();
    }

    /** Takes nothing more, and gives back what is not acknowledged. */
    void close() {
        List<Received> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(open);
            open.clear();
            waiting.clear();
            handedOut.clear();
            bytes = 0;
            arrived.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(Received::refuse);
    }
}
