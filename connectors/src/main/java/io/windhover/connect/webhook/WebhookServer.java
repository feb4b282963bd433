package io.windhover.connect.webhook;

import io.windhover.watched.FileWatch;
import io.windhover.watched.ServerTls;
import io.windhover.watched.TlsException;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The HTTP server around {@link RequestHandler}, bounded in connections, threads, header sizes and time. */
final class WebhookServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);

    private static final int THREADS = 16;
    private static final int HEADER_BYTES = 16 << 10;
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;

    /** For answers that are being written when it stops. */
    private static final long STOP_MILLIS = 3_000;

    private final Server server;
    private final ServerConnector connector;

    /** Null where it speaks none. */
    private final @Nullable ServerTls tls;

    private WebhookServer(Server server, ServerConnector connector, @Nullable ServerTls tls) {
        this.server = server;
        this.connector = connector;
        this.tls = tls;
    }

    /**
     * Listens.
     *
     * @throws ConfigException where a key or trust store cannot be used
     * @throws ConnectException where the port cannot be listened on
     */
    static WebhookServer start(WebhookSourceConfig config, BodyRecords records, Backlog backlog) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("windhover-webhook");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerTls tls = tls(config);
        ServerConnector connector = new ServerConnector(server, ACCEPTORS, SELECTORS, protocols(tls));
        InetSocketAddress address = new InetSocketAddress(config.address(), config.port());
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        // A request that waits for the broker is not idle.
        connector.setIdleTimeout(
                config.requestTimeout().plus(config.acknowledgeTimeout()).toMillis());
        RequestDeadlines deadlines = new RequestDeadlines(connector.getScheduler(), config.requestTimeout());
        connector.addBean(deadlines);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(config.connectionsMax(), connector));
        server.setHandler(new GracefulHandler(new RequestHandler(config, records, backlog, deadlines)));
        server.setStopTimeout(STOP_MILLIS);
        WebhookServer started = new WebhookServer(server, connector, tls);
        try {
            server.start();
        } catch (IOException e) {
            started.close();
            throw new ConnectException("cannot listen on " + address + ": " + e.getMessage(), e);
        } catch (Exception e) {
            started.close();
            throw new ConnectException("the HTTP server cannot be started", e);
        }
        if (tls != null) {
            tls.watch(FileWatch.INTERVAL);
        }
        LOG.atInfo()
                .addKeyValue("address", address.getAddress().getHostAddress())
                .addKeyValue("port", started.port())
                .addKeyValue("tls", config.hasTls())
                .addKeyValue("clientCertificates", config.needsClientCertificate())
                .log("Listening for webhooks");
        if (!config.hasTls() && !address.getAddress().isLoopbackAddress()) {
            LOG.atWarn().log("Webhooks are taken without TLS: tokens can be read on the way");
        }
        return started;
    }

    private static ConnectionFactory[] protocols(@Nullable ServerTls tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        return tls == null ? new ConnectionFactory[] {new HttpConnectionFactory(http)} : tls.protocols(http);
    }

    private static @Nullable ServerTls tls(WebhookSourceConfig config) {
        if (!config.hasTls()) {
            return null;
        }
        try {
            ServerTls tls = ServerTls.open(config.tlsFiles(), config::values);
            if (config.needsClientCertificate()) {
                tls.requireClientCertificates();
            }
            return tls;
        } catch (TlsException e) {
            throw new ConfigException("TLS cannot be used: " + e.getMessage());
        }
    }

    /** The port that is listened on. */
    int port() {
        return connector.getLocalPort();
    }

    /** Closes the port at once, and gives answers that are being written a moment. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("The HTTP server did not stop in order");
        }
        server.destroy();
        if (tls != null) {
            tls.close();
        }
    }
}
