package io.windhover.connect.webhook;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which no whole request arrives in time. An idle timeout alone would let a client keep a connection
 * for ever by sending a byte now and then. Thread-safe.
 */
final class RequestDeadlines implements Connection.Listener {

    private final Scheduler scheduler;
    private final Duration timeout;
    private final Map<EndPoint, Scheduler.Task> running = new ConcurrentHashMap<>();

    RequestDeadlines(Scheduler scheduler, Duration timeout) {
        this.scheduler = scheduler;
        this.timeout = timeout;
    }

    @Override
    public void onOpened(Connection connection) {
        // TLS is a connection around the one that carries requests: that one's time includes the handshake.
        if (!(connection instanceof SslConnection)) {
            begin(connection.getEndPoint());
        }
    }

    @Override
    public void onClosed(Connection connection) {
        end(connection.getEndPoint());
    }

    /** The next request's time begins. */
    void begin(Request request) {
        begin(request.getConnectionMetaData().getConnection().getEndPoint());
    }

    /** The request has arrived. */
    void end(Request request) {
        end(request.getConnectionMetaData().getConnection().getEndPoint());
    }

    private void begin(EndPoint connection) {
        Scheduler.Task task = scheduler.schedule(() -> connection.close(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        cancel(running.put(connection, task));
        if (!connection.isOpen()) {
            end(connection);
        }
    }

    private void end(EndPoint connection) {
        cancel(running.remove(connection));
    }

    private static void cancel(Scheduler.@Nullable Task task) {
        if (task != null) {
            task.cancel();
        }
    }
}
