package io.windhover.connect.s3;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Which messages this task holds, and how far each has come. Thread-safe.
 *
 * <pre>
 *           all objects read            all records              commit()          commit()
 *  HELD ────────────────────▶ READ ─────────────────▶ WRITTEN ─────────────▶ OLD ─────────────▶ to be deleted
 *    │                             with the broker
 *    └─ an object cannot be read ─▶ left: its visibility runs out, and the queue decides
 * </pre>
 *
 * <p>One commit is not enough. A worker calls {@code commit()} when it has stored the offsets of all records that were with
 * the broker at some time before; a record that got there in between is not among them. It is at the next.
 */
final class MessageLedger {

    private final Map<String, Message> held = new HashMap<>();

    /** Records at the worker; told apart by identity, as Connect hands them back. */
    private final IdentityHashMap<SourceRecord, Message> atWorker = new IdentityHashMap<>();

    /** What SQS calls a message that was received once; the receipt is of that delivery only. */
    record Receipt(String messageId, String handle) {}

    private static final class Message {
        Receipt receipt;
        int turns;
        int records;
        boolean committedOnce;

        Message(Receipt receipt, int turns) {
            this.receipt = receipt;
            this.turns = turns;
        }

        boolean isWritten() {
            return turns == 0 && records == 0;
        }
    }

    /** A message's hold on the ledger, for one of its turns. */
    final class Hold {
        private final Message message;

        private Hold(Message message) {
            this.message = message;
        }

        void handedOut(SourceRecord record) {
            synchronized (MessageLedger.this) {
                message.records++;
                atWorker.put(record, message);
            }
        }

        void read() {
            synchronized (MessageLedger.this) {
                message.turns--;
            }
        }

        /** The message is neither deleted nor held any longer. */
        void leave() {
            synchronized (MessageLedger.this) {
                held.remove(message.receipt.messageId(), message);
            }
        }
    }

    /**
     * A message was received.
     *
     * @param turns how much there is to do for it
     * @return empty where it is held already: its visibility ran out unnoticed, and from now on the new receipt counts
     */
    synchronized Optional<Hold> received(Receipt receipt, int turns) {
        Message known = held.get(receipt.messageId());
        if (known != null) {
            known.receipt = receipt;
            return Optional.empty();
        }
        Message message = new Message(receipt, turns);
        held.put(receipt.messageId(), message);
        return Optional.of(new Hold(message));
    }

    /** The worker is done with a record. */
    synchronized void done(SourceRecord record) {
        Message message = atWorker.remove(record);
        if (message != null) {
            message.records--;
        }
    }

    /** The worker has committed: these may be deleted, and are not held any longer. */
    synchronized List<Receipt> committed() {
        List<Receipt> deletable = new ArrayList<>();
        held.values().removeIf(message -> {
            boolean deletes = message.isWritten() && message.committedOnce;
            if (deletes) {
                deletable.add(message.receipt);
            }
            message.committedOnce = message.isWritten();
            return deletes;
        });
        return deletable;
    }

    /** Those whose visibility has to be extended. */
    synchronized List<Receipt> held() {
        return held.values().stream().map(message -> message.receipt).toList();
    }

    synchronized int size() {
        return held.size();
    }

    /** What is to become of the held ones at the end, when the worker has committed for the last time. */
    record Rest(List<Receipt> written, List<Receipt> unfinished) {}

    synchronized Rest close() {
        List<Receipt> written = new ArrayList<>();
        List<Receipt> unfinished = new ArrayList<>();
        held.values().forEach(message -> (message.isWritten() ? written : unfinished).add(message.receipt));
        held.clear();
        atWorker.clear();
        return new Rest(written, unfinished);
    }
}
