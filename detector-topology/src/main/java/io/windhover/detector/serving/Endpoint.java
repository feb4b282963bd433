package io.windhover.detector.serving;

import io.windhover.watched.FileWatch;
import io.windhover.watched.ServerTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP endpoint: {@code /health/live}, {@code /health/ready} and {@code /metrics}. Bounded in threads, connections,
 * their age and the size of headers.
 */
public final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    private static final int THREADS = 8;
    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 1;
    private static final int MOST_CONNECTIONS = 64;
    private static final int HEADER_BYTES = 16 << 10;
    private static final Duration IDLE = Duration.ofSeconds(10);
    private static final Duration OLDEST = Duration.ofMinutes(1);

    private final Server server;
    private final ServerConnector connector;
    /** Null where it speaks none. */
    private final @Nullable ServerTls tls;

    private Endpoint(Server server, ServerConnector connector, @Nullable ServerTls tls) {
        this.server = server;
        this.connector = connector;
        this.tls = tls;
    }

    /**
     * Listens.
     *
     * @param environment where secrets may stand
     * @param health asked at each request
     * @param metrics in Prometheus's text format, asked at each request
     * @throws ServingException where a secret or a certificate cannot be used, or the port not be listened on
     */
    public static Endpoint start(
            ServingConfig config, Secret.Environment environment, Supplier<Health> health, Supplier<String> metrics) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS);
        threads.setName("windhover-serving");
        threads.setDaemon(true);
        Server server = new Server(threads);
        ServerTls tls = config.tls() == null ? null : ServingTls.open(config.tls(), environment);
        ServerConnector connector = new ServerConnector(server, ACCEPTORS, SELECTORS, protocols(tls));
        InetSocketAddress address = new InetSocketAddress(config.address(), config.port());
        if (address.isUnresolved()) {
            throw new ServingException("serving: address " + config.address() + " is not known");
        }
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(config.port());
        connector.setIdleTimeout(IDLE.toMillis());
        connector.addBean(new ConnectionAge(connector.getScheduler(), OLDEST));
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
        server.setHandler(new EndpointHandler(health, metrics, access(config, environment)));
        Endpoint endpoint = new Endpoint(server, connector, tls);
        try {
            server.start();
        } catch (IOException e) {
            endpoint.close();
            throw new ServingException(
                    "serving: cannot listen on " + config.address() + ":" + config.port() + ": " + e.getMessage());
        } catch (Exception e) {
            endpoint.close();
            throw new IllegalStateException("the HTTP server cannot be started", e);
        }
        if (tls != null) {
            tls.watch(FileWatch.INTERVAL);
        }
        endpoint.tell(config);
        return endpoint;
    }

    private static Access access(ServingConfig config, Secret.Environment environment) {
        if (config.token() != null) {
            return new BearerAccess(config.token().read(environment));
        }
        return config.oidc() != null ? new OidcAccess(config.oidc()) : anybody -> Access.Verdict.ADMITTED;
    }

    private static ConnectionFactory[] protocols(@Nullable ServerTls tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        return tls == null ? new ConnectionFactory[] {new HttpConnectionFactory(http)} : tls.protocols(http);
    }

    private void tell(ServingConfig config) {
        LOG.atInfo().addKeyValue("url", url()).addKeyValue("tls", tls != null).log("serving health and metrics");
        boolean reachable = !ServingConfig.isLoopback(config.address());
        if (reachable && config.allowAnonymous() && config.token() == null && config.oidc() == null) {
            LOG.atWarn().log("metrics are shown to everybody who reaches the port");
        } else if (reachable && tls == null) {
            LOG.atWarn().log("tokens are taken without TLS: they can be read on the way");
        }
    }

    /** Where it is reached. */
    public URI url() {
        String host = connector.getHost().contains(":") ? "[" + connector.getHost() + "]" : connector.getHost();
        return URI.create((tls != null ? "https://" : "http://") + host + ":" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.atWarn().setCause(e).log("the HTTP server did not stop in order");
        }
        server.destroy();
        if (tls != null) {
            tls.close();
        }
    }
}
