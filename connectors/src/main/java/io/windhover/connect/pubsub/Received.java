package io.windhover.connect.pubsub;

import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.pubsub.v1.PubsubMessage;

/** A message that was received and is not yet acknowledged. Its counts are guarded by the {@link Inbox} that holds it. */
final class Received {

    private final PubsubMessage message;
    private final AckReplyConsumer reply;

    /** Records that Connect has and the broker does not. */
    private int outstanding;

    private boolean whole;

    Received(PubsubMessage message, AckReplyConsumer reply) {
        this.message = message;
        this.reply = reply;
    }

    String id() {
        return message.getMessageId();
    }

    byte[] data() {
        return message.getData().toByteArray();
    }

    /** What it takes in memory. */
    long bytes() {
        return message.getSerializedSize();
    }

    void handedOut() {
        outstanding++;
    }

    void written() {
        outstanding--;
    }

    /** No record follows. */
    void complete() {
        whole = true;
    }

    boolean isDone() {
        return whole && outstanding == 0;
    }

    /** Pub/Sub may forget it. */
    void acknowledge() {
        reply.ack();
    }

    /** Pub/Sub should deliver it again, at once. */
    void refuse() {
        reply.nack();
    }
}
