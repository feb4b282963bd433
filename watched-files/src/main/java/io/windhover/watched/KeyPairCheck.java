package io.windhover.watched;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * Whether a key is that of its certificate. Stores do not ask: with the one file already new and the other not yet, every
 * handshake would fail.
 */
final class KeyPairCheck {
    private static final byte[] SIGNED = {1};

    private KeyPairCheck() {}

    /**
     * Checks each key of a store.
     *
     * @param store null for none
     * @param settings with which it was read
     * @throws TlsException where one has another's certificate
     */
    static void check(@Nullable KeyStore store, Map<String, ?> settings) throws TlsException {
        if (store == null) {
            return;
        }
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)
                        && store.getKey(alias, password(settings)) instanceof PrivateKey key
                        && !isPair(key, store.getCertificate(alias).getPublicKey())) {
                    throw new TlsException("the key is not that of the certificate");
                }
            }
        } catch (GeneralSecurityException e) {
            throw new TlsException("certificate and key cannot be used: " + e.getMessage());
        }
    }

    private static char @Nullable [] password(Map<String, ?> settings) {
        Object password = Optional.<Object>ofNullable(settings.get(SslConfigs.SSL_KEY_PASSWORD_CONFIG))
                .orElse(settings.get(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG));
        return password instanceof Password text ? text.value().toCharArray() : null;
    }

    private static boolean isPair(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certified.getAlgorithm())) {
            return false;
        }
        Signature signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    case "DSA" -> "SHA256withDSA";
                    // Of EdDSA and whatever comes after, the name of the key is that of the signature.
                    default -> key.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(SIGNED);
        byte[] signed = signature.sign();
        signature.initVerify(certified);
        signature.update(SIGNED);
        return signature.verify(signed);
    }
}
