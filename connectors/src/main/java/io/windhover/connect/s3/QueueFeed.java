package io.windhover.connect.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.windhover.connect.plugin.Backoff;
import io.windhover.connect.read.Place;
import io.windhover.connect.read.Place.Unit;
import io.windhover.connect.read.Read;
import io.windhover.connect.s3.Counts.Count;
import io.windhover.connect.s3.MessageLedger.Hold;
import io.windhover.connect.s3.MessageLedger.Receipt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Turns of what messages on a queue announce. Several tasks, of several workers, take from one queue; each message is held by
 * one of them, hidden from the others for as long as that task lives, and deleted when the worker has committed the offsets
 * of all records of all its objects. A message with an object that cannot be read is left to the queue: it comes again when
 * its visibility has run out, and in the end goes to the queue's own dead-letter queue.
 */
final class QueueFeed implements ObjectFeed {

    /** Turns that wait: with this many, no more are received. Others could have them. */
    private static final int MOST_WAITING = 10;

    private static final Map<String, String> NO_OFFSET = Map.of("message", "none");

    private final MessageQueue queue;
    private final Pattern keyPattern;
    private final int messagesMax;
    private final int excerptBytes;
    private final StoredOffsets offsets;
    private final Counts counts;
    private final NotificationParser parser = new NotificationParser();
    private final MessageLedger ledger = new MessageLedger();
    private final BlockingQueue<Turn> waiting = new LinkedBlockingQueue<>();
    private final MessageKeeper keeper;
    private final MessageReceiver receiver;

    /** This and the receiver, which at the end may still wait for messages: the last one closes the queue. */
    private final AtomicInteger usersOfQueue = new AtomicInteger(2);

    /** Begins to receive. The queue is closed with this. */
    static QueueFeed start(
            CloudTrailS3SourceConfig config,
            MessageQueue queue,
            StoredOffsets offsets,
            Backoff backoff,
            Counts counts) {
        QueueFeed feed = new QueueFeed(config, queue, offsets, backoff, counts);
        feed.receiver.start();
        return feed;
    }

    private QueueFeed(
            CloudTrailS3SourceConfig config,
            MessageQueue queue,
            StoredOffsets offsets,
            Backoff backoff,
            Counts counts) {
        this.queue = queue;
        keyPattern = config.keyPattern();
        messagesMax = config.messagesMax();
        excerptBytes = config.limits().excerptBytes();
        this.offsets = offsets;
        this.counts = counts;
        keeper = new MessageKeeper(queue, ledger, config.visibilityTimeoutSeconds(), counts);
        receiver = new MessageReceiver(queue, this::hasRoom, this::received, this::leaveQueue, backoff, counts);
    }

    @Override
    public @Nullable Turn next(long millis) throws InterruptedException {
        Turn turn = waiting.poll();
        if (turn != null) {
            return turn;
        }
        receiver.throwIfEnded();
        return waiting.poll(millis, TimeUnit.MILLISECONDS);
    }

    private boolean hasRoom() {
        return waiting.size() < MOST_WAITING && ledger.size() < messagesMax;
    }

    /** On the receiver's thread. */
    private void received(List<Message> messages) {
        counts.add(Count.MESSAGES_RECEIVED, messages.size());
        List<Announced> announced = new ArrayList<>();
        for (Message message : messages) {
            Receipt receipt = new Receipt(message.messageId(), message.receiptHandle());
            Notification notification = parser.parse(message.body());
            if (notification instanceof Notification.NotUnderstood notUnderstood) {
                report(receipt, notUnderstood.reason(), message.body());
            } else {
                List<ObjectAddress> logs = logs(notification);
                if (logs.isEmpty()) {
                    keeper.delete(List.of(receipt));
                } else {
                    ledger.received(receipt, logs.size()).ifPresent(hold -> announced.add(new Announced(hold, logs)));
                }
            }
        }
        Map<Map<String, String>, ObjectOffset> stored = offsets.of(announced.stream()
                .flatMap(one -> one.objects().stream())
                .map(OffsetSlots::partition)
                .distinct()
                .toList());
        announced.forEach(one -> one.objects().forEach(address -> {
            Map<String, String> partition = OffsetSlots.partition(address);
            Optional<ObjectOffset> offset = Optional.ofNullable(stored.get(partition));
            waiting.add(new Turn.ToRead(address, partition, offset, new OfMessage(one.hold())));
        }));
        if (receiver.isClosed()) {
            release();
        }
    }

    /** A message's objects. */
    private record Announced(Hold hold, List<ObjectAddress> objects) {}

    private List<ObjectAddress> logs(Notification notification) {
        if (!(notification instanceof Notification.Created created)) {
            return List.of();
        }
        List<ObjectAddress> logs = created.objects().stream()
                .filter(address -> keyPattern.matcher(address.key()).matches())
                .toList();
        counts.add(Count.OBJECTS_SKIPPED, created.objects().size() - logs.size());
        return logs;
    }

    private void report(Receipt receipt, String reason, String body) {
        counts.add(Count.MESSAGES_NOT_UNDERSTOOD);
        byte[] bytes = body.getBytes(UTF_8);
        Place place = new Place(queue.url() + " message " + receipt.messageId(), Unit.RECORD, 1, 0, 0);
        Read.Unreadable unreadable =
                new Read.Unreadable(place, reason, Arrays.copyOf(bytes, Math.min(bytes.length, excerptBytes)));
        ledger.received(receipt, 1)
                .ifPresent(hold -> waiting.add(
                        new Turn.ToReport(unreadable, Map.of("queue", queue.url()), NO_OFFSET, new OfMessage(hold))));
    }

    @Override
    public void done(SourceRecord record) {
        ledger.done(record);
    }

    @Override
    public void committed() {
        keeper.delete(ledger.committed());
    }

    /** Messages that are done are deleted; the others show at once to whoever comes next, with the offsets committed. */
    @Override
    public void close() {
        receiver.close();
        // First: what is released must not be extended any more.
        keeper.close();
        release();
        leaveQueue();
    }

    private void release() {
        MessageLedger.Rest rest = ledger.close();
        keeper.delete(rest.written());
        keeper.deleteNow();
        queue.release(rest.unfinished());
    }

    private void leaveQueue() {
        if (usersOfQueue.decrementAndGet() == 0) {
            queue.close();
        }
    }

    private final class OfMessage implements Turn.Claim {
        private final Hold hold;

        OfMessage(Hold hold) {
            this.hold = hold;
        }

        @Override
        public void handedOut(SourceRecord record) {
            hold.handedOut(record);
        }

        @Override
        public void read() {
            hold.read();
        }

        @Override
        public Optional<Turn.ToReport> refused(AwsFailure failure) {
            hold.leave();
            counts.add(Count.MESSAGES_LEFT);
            return Optional.empty();
        }
    }
}
