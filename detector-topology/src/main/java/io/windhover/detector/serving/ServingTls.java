package io.windhover.detector.serving;

import io.windhover.watched.ServerTls;
import io.windhover.watched.TlsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;

/** Certificate and key of the endpoint, as Kafka's settings. */
final class ServingTls {
    private ServingTls() {}

    /**
     * Reads them, now and where they change.
     *
     * @throws ServingException where they cannot be used now
     */
    static ServerTls open(ServingConfig.Tls tls, Secret.Environment environment) {
        try {
            if (tls instanceof ServingConfig.Tls.Store store) {
                Password password = new Password(store.password().read(environment));
                return ServerTls.open(List.of(store.file()), () -> settings(store.file(), password));
            }
            ServingConfig.Tls.Pem pem = (ServingConfig.Tls.Pem) tls;
            return ServerTls.open(List.of(pem.certificate(), pem.key()), () -> settings(pem));
        } catch (TlsException e) {
            throw new ServingException("serving: tls: " + e.getMessage());
        }
    }

    private static Map<String, Object> settings(Path store, Password password) {
        boolean jks = store.toString().toLowerCase(Locale.ROOT).endsWith(".jks");
        Map<String, Object> settings = new HashMap<>();
        settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, jks ? "JKS" : "PKCS12");
        settings.put(SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, store.toString());
        settings.put(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, password);
        settings.put(SslConfigs.SSL_KEY_PASSWORD_CONFIG, password);
        return settings;
    }

    private static Map<String, Object> settings(ServingConfig.Tls.Pem pem) throws TlsException {
        Map<String, Object> settings = new HashMap<>();
        settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, "PEM");
        settings.put(SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG, new Password(text(pem.certificate())));
        settings.put(SslConfigs.SSL_KEYSTORE_KEY_CONFIG, new Password(text(pem.key())));
        return settings;
    }

    private static String text(Path file) throws TlsException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new TlsException(file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
