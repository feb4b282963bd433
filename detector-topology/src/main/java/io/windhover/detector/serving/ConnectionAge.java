package io.windhover.detector.serving;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that are so old, whatever they do: an idle timeout alone would let a client keep one for ever by
 * sending a byte now and then, and with a few of those nobody could ask how the detector is. Thread-safe.
 */
final class ConnectionAge implements Connection.Listener {
    private final Scheduler scheduler;
    private final Duration most;
    private final Map<EndPoint, Scheduler.Task> running = new ConcurrentHashMap<>();

    ConnectionAge(Scheduler scheduler, Duration most) {
        this.scheduler = scheduler;
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        // TLS is a connection around the one that carries requests.
        if (!(connection instanceof SslConnection)) {
            EndPoint endPoint = connection.getEndPoint();
            running.put(endPoint, scheduler.schedule(() -> endPoint.close(), most.toMillis(), TimeUnit.MILLISECONDS));
            if (!endPoint.isOpen()) {
                onClosed(connection);
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Scheduler.Task task = running.remove(connection.getEndPoint());
        if (task != null) {
            task.cancel();
        }
    }
}
