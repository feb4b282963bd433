package io.windhover.watched;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS of an HTTP server, read by Kafka's own reader of key and trust stores, so that settings mean what they mean for Kafka. Where
 * the files have changed, new connections get the new certificate, and those that are open go on.
 *
 * <pre>
 *   served ──files changed──▶ can they be used? ──yes──▶ replaced
 *                                  └──no──▶ kept, logged, not tried again before the files change once more
 * </pre>
 */
public final class ServerTls implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private final ChangedFiles files;
    private final Stores stores;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private @Nullable FileWatch watch;

    /** Kafka's settings {@code ssl.*}, with what stands in files read at each call. */
    @FunctionalInterface
    public interface Stores {
        /**
         * What they are now.
         *
         * @throws TlsException where a file cannot be read
         */
        Map<String, ?> read() throws TlsException;
    }

    private ServerTls(List<Path> files, Stores stores) throws TlsException {
        this.files = new ChangedFiles(files);
        this.stores = stores;
        factory.setSslContext(context());
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        factory.setSniRequired(false);
    }

    /**
     * Reads certificate and key.
     *
     * @param files where all of it stands
     * @throws TlsException where they cannot be used
     */
    public static ServerTls open(List<Path> files, Stores stores) throws TlsException {
        return new ServerTls(files, stores);
    }

    /** Has every client show a certificate that the trust store vouches for; to be said before the server starts. */
    public void requireClientCertificates() {
        factory.setNeedClientAuth(true);
    }

    /** What a server speaks: HTTP/1.1 in TLS. Who asks may come by an address or a name that the certificate does not hold. */
    public ConnectionFactory[] protocols(HttpConfiguration http) {
        http.addCustomizer(new SecureRequestCustomizer(false));
        return new ConnectionFactory[] {
            new SslConnectionFactory(factory, HttpVersion.HTTP_1_1.asString()), new HttpConnectionFactory(http)
        };
    }

    /** Has a thread of its own look at the files, until this is closed. */
    public void watch(Duration interval) {
        if (watch == null) {
            watch = FileWatch.start("tls-files", interval, this::refresh);
        }
    }

    /** Takes what has changed. */
    void refresh() {
        if (!files.haveChanged()) {
            return;
        }
        try {
            SSLContext changed = context();
            factory.reload(made -> made.setSslContext(changed));
            LOG.info("certificate read again");
        } catch (TlsException e) {
            LOG.atError()
                    .addKeyValue("reason", e.getMessage())
                    .log("changed certificate cannot be used, the one before stays");
        } catch (Exception e) {
            // Of Jetty: it declares no other.
            throw new IllegalStateException("the certificate cannot be exchanged", e);
        }
    }

    private SSLContext context() throws TlsException {
        // What is not set has Kafka's default.
        Map<String, Object> settings =
                new HashMap<>(new ConfigDef().withClientSslSupport().parse(stores.read()));
        try (DefaultSslEngineFactory kafka = new DefaultSslEngineFactory()) {
            kafka.configure(settings);
            KeyPairCheck.check(kafka.keystore(), settings);
            return kafka.sslContext();
        } catch (KafkaException e) {
            throw new TlsException("certificate and key cannot be used: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
