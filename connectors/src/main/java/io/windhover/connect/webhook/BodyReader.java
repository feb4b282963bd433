package io.windhover.connect.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;

/**
 * Collects a body as its bytes come, without a thread that waits for them. Room is taken for what has come, not for what was
 * announced: anybody may announce much.
 */
final class BodyReader implements Runnable {

    private final Content.Source source;
    private final int maxBytes;
    private final Backlog backlog;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    BodyReader(Content.Source source, int maxBytes, Backlog backlog) {
        this.source = source;
        this.maxBytes = maxBytes;
        this.backlog = backlog;
    }

    /** There is no room for more of the body now. */
    static final class NoRoomException extends Exception {
        private static final long serialVersionUID = 1;
    }

    /**
     * The whole body; fails with {@link Body.TooLargeException} as soon as it is known to be larger than it may be, and with
     * {@link NoRoomException}. Either way {@link #release} is owed.
     */
    CompletableFuture<byte[]> read() {
        run();
        return whole;
    }

    /** Gives back the room that the body took; once, when it is no longer kept. */
    void release() {
        backlog.release(bytes.size());
    }

    /** Takes what is there, and asks to be called again when there is more. */
    @Override
    public void run() {
        while (!whole.isDone()) {
            Content.Chunk chunk = source.read();
            if (chunk == null) {
                source.demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                whole.completeExceptionally(chunk.getFailure());
                return;
            }
            take(chunk);
        }
    }

    private void take(Content.Chunk chunk) {
        ByteBuffer content = chunk.getByteBuffer();
        if (content.remaining() > maxBytes - bytes.size()) {
            whole.completeExceptionally(new Body.TooLargeException("the body is larger than " + maxBytes + " bytes"));
        } else if (!backlog.reserve(content.remaining())) {
            whole.completeExceptionally(new NoRoomException());
        } else {
            bytes.writeBytes(BufferUtil.toArray(content));
        }
        boolean last = chunk.isLast();
        chunk.release();
        if (last) {
            whole.complete(bytes.toByteArray());
        }
    }
}
