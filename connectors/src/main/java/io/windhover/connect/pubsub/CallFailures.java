package io.windhover.connect.pubsub;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of calls that fail again and again: the client asks for ever and says nothing. One failure now and then is how Pub/Sub
 * ends a stream. Thread-safe.
 */
final class CallFailures implements ClientInterceptor {

    private static final Logger LOG = LoggerFactory.getLogger(CallFailures.class);

    private static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** In a period; the client waits for 10 seconds at most before it asks again. */
    private static final int WORTH_TELLING = 3;

    private long beginNanos = System.nanoTime() - PERIOD_NANOS;
    private int failures;

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(
                        new SimpleForwardingClientCallListener<>(listener) {
                            @Override
                            public void onClose(Status status, Metadata trailers) {
                                closed(status);
                                super.onClose(status, trailers);
                            }
                        },
                        headers);
            }
        };
    }

    private void closed(Status status) {
        if (!status.isOk() && status.getCode() != Status.Code.CANCELLED && isWorthTelling()) {
            Throwable cause = status.getCause();
            LOG.atWarn()
                    .addKeyValue("status", status.getCode())
                    .addKeyValue("cause", cause == null ? "" : cause.getClass().getSimpleName())
                    .log("Pub/Sub cannot be asked; it is tried again");
        }
    }

    private synchronized boolean isWorthTelling() {
        long now = System.nanoTime();
        if (now - beginNanos >= PERIOD_NANOS) {
            beginNanos = now;
            failures = 0;
        }
        failures++;
        return failures == WORTH_TELLING;
    }
}
