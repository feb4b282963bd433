package io.windhover.local;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry in this process, on loopback and a free port, its schemas in memory. For the demo and
 * tests; never for production.
 *
 * <p>Speaks as much of Confluent's REST API as clients and command-line tools need to register and read
 * Avro schemas, and refuses a schema that cannot read what its subject's latest one wrote. It knows no
 * other compatibility level, no schema references and no deletion.
 */
public final class EmbeddedSchemaRegistry implements AutoCloseable {

    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;
    private final String url;

    private EmbeddedSchemaRegistry(HttpServer server, ExecutorService threads, String url) {
        this.server = server;
        this.threads = threads;
        this.url = url;
    }

    /**
     * Who may ask, and how.
     *
     * @param tls serves HTTPS with it; plain HTTP if null
     * @param clientCertificates whether TLS demands one of the client
     * @param authorization what the {@code Authorization} header has to be; anybody may ask if null
     */
    public record Access(
            @Nullable SSLContext tls,
            boolean clientCertificates,
            @Nullable String authorization) {

        /** Plain HTTP for anybody on this machine. */
        public static Access open() {
            return new Access(null, false, null);
        }

        public Access withTls(SSLContext context) {
            return new Access(context, clientCertificates, authorization);
        }

        public Access withClientCertificates() {
            return new Access(tls, true, authorization);
        }

        public Access withBasicAuth(String user, String password) {
            byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            return new Access(
                    tls, clientCertificates, "Basic " + Base64.getEncoder().encodeToString(credentials));
        }

        public Access withBearerToken(String token) {
            return new Access(tls, clientCertificates, "Bearer " + token);
        }

        /** Without the credentials. */
        @Override
        public String toString() {
            return "Access[tls=" + (tls != null) + ", clientCertificates=" + clientCertificates + ", authorization="
                    + (authorization == null ? "none" : "required") + "]";
        }
    }

    /** Starts a registry that is open to this machine. */
    public static EmbeddedSchemaRegistry start() {
        return start(Access.open());
    }

    public static EmbeddedSchemaRegistry start(Access access) {
        SSLContext tls = access.tls();
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0);
            HttpServer server = tls == null
                    ? HttpServer.create(anyPort, 0)
                    : withTls(HttpsServer.create(anyPort, 0), tls, access.clientCertificates());
            ExecutorService threads = Executors.newFixedThreadPool(THREADS, EmbeddedSchemaRegistry::daemon);
            server.setExecutor(threads);
            server.createContext("/", new RegistryApi(access.authorization()));
            server.start();
            String scheme = tls == null ? "http://" : "https://";
            return new EmbeddedSchemaRegistry(
                    server,
                    threads,
                    scheme + LoopbackSockets.HOST + ":" + server.getAddress().getPort());
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded schema registry did not start", e);
        }
    }

    private static HttpServer withTls(HttpsServer server, SSLContext context, boolean clientCertificates) {
        server.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters ssl = context.getDefaultSSLParameters();
                ssl.setNeedClientAuth(clientCertificates);
                parameters.setSSLParameters(ssl);
            }
        });
        return server;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "embedded-schema-registry");
        thread.setDaemon(true);
        return thread;
    }

    /** What clients need as {@code schema.registry.url}. */
    public String url() {
        return url;
    }

    /** Stops serving and forgets all schemas; may be called again. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
