package io.windhover.connect.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * What was pushed and is not yet with the broker: bodies being read, records that wait for the worker, and records that the
 * worker has taken. Bounded in records and bytes. Thread-safe.
 */
final class Backlog {

    private final int maxRecords;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<SourceRecord> waiting = new ArrayDeque<>();

    /** Every record that is not done, waiting or taken; records are told apart by identity, as Connect hands them back. */
    private final IdentityHashMap<SourceRecord, Batch> open = new IdentityHashMap<>();

    private long bytes;
    private boolean closed;

    Backlog(int maxRecords, long maxBytes) {
        this.maxRecords = maxRecords;
        this.maxBytes = maxBytes;
    }

    /** Takes room for a part of a body; false where there is none. Give it back with {@link #release}. */
    boolean reserve(long bodyBytes) {
        lock.lock();
        try {
            if (closed || bytes + bodyBytes > maxBytes || open.size() >= maxRecords) {
                return false;
            }
            bytes += bodyBytes;
            return true;
        } finally {
            lock.unlock();
        }
    }

    void release(long bodyBytes) {
        lock.lock();
        try {
            bytes -= bodyBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Takes all records of a request or none; false where there is no room. */
    boolean offer(Batch batch) {
        long size = batch.bytes();
        lock.lock();
        try {
            boolean fits = open.size() + batch.records().size() <= maxRecords && bytes + size <= maxBytes;
            // Alone it is always let in: normalised records are larger than their body, and would never fit.
            if (closed || !(fits || open.isEmpty())) {
                return false;
            }
            bytes += size;
            for (SourceRecord record : batch.records()) {
                open.put(record, batch);
                waiting.add(record);
            }
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Records for the worker, as soon as there are any; none when the time is over. */
    List<SourceRecord> take(int most, long millis) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (waiting.isEmpty() && left > 0 && !closed) {
                left = arrived.awaitNanos(left);
            }
            List<SourceRecord> taken = new ArrayList<>(Math.min(most, waiting.size()));
            while (taken.size() < most && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** The worker is done with a record; see {@link Batch#done}. */
    void done(SourceRecord record, boolean acknowledged) {
        Batch batch;
        lock.lock();
        try {
            batch = open.remove(record);
            bytes -= batch == null ? 0 : Batch.bytes(record);
        } finally {
            lock.unlock();
        }
        if (batch != null) {
            batch.done(acknowledged);
        }
    }

    /** Takes nothing more; whoever waits is told that it will not be written. */
    void close() {
        List<Batch> left;
        lock.lock();
        try {
            closed = true;
            left = List.copyOf(open.values());
            open.clear();
            waiting.clear();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(Batch::abandon);
    }
}
