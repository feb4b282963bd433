package io.windhover.connect.webhook;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.apache.kafka.connect.errors.ConnectException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
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

    private WebhookServer(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
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
        ServerConnector connector = new ServerConnector(server, ACCEPTORS, SELECTORS, protocols(config));
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
        WebhookServer started = new WebhookServer(server, connector);
        try {
            server.start();
        } catch (IOException e) {
            started.close();
            throw new ConnectException("cannot listen on " + address + ": " + e.getMessage(), e);
        } catch (Exception e) {
            started.close();
            throw new ConnectException("the HTTP server cannot be started", e);
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

    private static ConnectionFactory[] protocols(WebhookSourceConfig config) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        return config.hasTls()
                ? new ConnectionFactory[] {new SslConnectionFactory(tls(config), HttpVersion.HTTP_1_1.asString()), plain
                }
                : new ConnectionFactory[] {plain};
    }

    /** Kafka's own reader of key and trust stores, so that settings mean what they mean for Kafka. */
    private static SslContextFactory.Server tls(WebhookSourceConfig config) {
        // Ours, and Kafka's defaults for what we do not let be set.
        Map<String, Object> stores = new ConfigDef().withClientSslSupport().parse(config.values());
        SslContextFactory.Server tls = new SslContextFactory.Server();
        try (DefaultSslEngineFactory kafka = new DefaultSslEngineFactory()) {
            kafka.configure(stores);
            tls.setSslContext(kafka.sslContext());
        } catch (KafkaException e) {
            throw new ConfigException("TLS cannot be used: " + e.getMessage());
        }
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setNeedClientAuth(config.needsClientCertificate());
        // Clients may come by an address or a name that the certificate does not hold.
        tls.setSniRequired(false);
        return tls;
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
    }
}
