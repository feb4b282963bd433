package io.windhover.detector.serving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/** Certificate and key, read by Kafka's own reader of key stores: it knows PEM, and so do we. */
final class TlsContext {
    private TlsContext() {}

    /** @throws ServingException where they cannot be used */
    static SSLContext of(ServingConfig.Tls tls, Secret.Environment environment) {
        Map<String, Object> stores =
                new HashMap<>(new ConfigDef().withClientSslSupport().parse(Map.of()));
        if (tls instanceof ServingConfig.Tls.Pem pem) {
            stores.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
            stores.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, new Password(text(pem.certificate())));
            stores.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, new Password(text(pem.key())));
        } else if (tls instanceof ServingConfig.Tls.Store store) {
            boolean jks = store.file().toString().toLowerCase(Locale.ROOT).endsWith(".jks");
            Password password = new Password(store.password().read(environment));
            stores.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, jks ? "JKS" : "PKCS12");
            stores.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, store.file().toString());
            stores.put(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, password);
            stores.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, password);
        }
        try (DefaultSslEngineFactory kafka = new DefaultSslEngineFactory()) {
            kafka.configure(stores);
            return kafka.sslContext();
        } catch (KafkaException e) {
            throw new ServingException("serving: tls: certificate and key cannot be used: " + e.getMessage());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new ServingException(
                    "serving: tls: " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
