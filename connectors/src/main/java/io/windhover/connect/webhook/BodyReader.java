package io.windhover.connect.webhook;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.BufferUtil;

/** Collects a body as its bytes come, without a thread that waits for them. */
final class BodyReader implements Runnable {

    private final Content.Source source;
    private final int maxBytes;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    private BodyReader(Content.Source source, int maxBytes) {
        this.source = source;
        this.maxBytes = maxBytes;
    }

    /** The whole body; fails with {@link Body.TooLargeException} as soon as it is known to be larger than it may be. */
    static CompletableFuture<byte[]> read(Content.Source source, int maxBytes) {
        BodyReader reader = new BodyReader(source, maxBytes);
        reader.run();
        return reader.whole;
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
