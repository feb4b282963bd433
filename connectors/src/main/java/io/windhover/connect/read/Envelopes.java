package io.windhover.connect.read;

import io.windhover.connect.read.Envelope.Content;
import org.jspecify.annotations.Nullable;

/** Every kind of envelope, and the one that is open. Not thread-safe. */
final class Envelopes {

    private final Envelope pubSub = new PubSubEnvelope();
    private final Envelope cloudWatch = new CloudWatchEnvelope();
    private final Envelope aks = new AksEnvelope();
    private Envelope opened = pubSub;

    /**
     * Whether the record, which is valid JSON, is an envelope. If so, its bytes stay as they are until {@link #next} has
     * given all that it holds.
     *
     * @param keys its names at the top level
     */
    boolean open(EnvelopeKeys keys, byte[] bytes, int offset, int length) {
        if (keys.hasLogEvents() && cloudWatch.opens(bytes, offset, length)) {
            opened = cloudWatch;
            return true;
        }
        if (keys.hasCategoryAndProperties() && aks.opens(bytes, offset, length)) {
            opened = aks;
            return true;
        }
        opened = pubSub;
        return pubSub.opens(bytes, offset, length);
    }

    /** The next thing in the envelope that was opened last; null behind the last. */
    @Nullable
    Content next() {
        return opened.next();
    }
}
