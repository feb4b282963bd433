package io.windhover.detector.ruleset;

import io.windhover.schemas.RuleDocument;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/** Signs rules with Ed25519 (RFC 8032), which gives one content always the same signature. */
public final class SigningKey {
    private final PrivateKey key;

    SigningKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a private key.
     *
     * @param file PKCS #8 in PEM
     * @throws SigningKeyException if the file is missing or holds no Ed25519 private key
     */
    public static SigningKey read(Path file) {
        return new SigningKey(KeyFile.readPrivate(file));
    }

    /**
     * A new key and its counterpart, both in PEM.
     *
     * @param privateKey stays with who publishes
     * @param publicKey is what detectors trust
     */
    public record Generated(String privateKey, String publicKey) {
        /** Without the private key. */
        @Override
        public String toString() {
            return "Generated[" + publicKey + "]";
        }
    }

    /** Makes a new pair of keys. */
    public static Generated generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(KeyFile.ALGORITHM).generateKeyPair();
            return new Generated(KeyFile.text(pair.getPrivate()), KeyFile.text(pair.getPublic()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    /** The document with a signature that holds under this key of the topic. */
    RuleDocument sign(String recordKey, RuleDocument document) {
        return RuleDocument.newBuilder(document)
                .setSignature(signature(recordKey, document))
                .build();
    }

    /** Whether this very key signed it: it would sign it the same way again. */
    boolean signed(String recordKey, RuleDocument document) {
        return signature(recordKey, document).equals(document.getSignature());
    }

    private String signature(String recordKey, RuleDocument document) {
        try {
            Signature signature = Signature.getInstance(KeyFile.ALGORITHM);
            signature.initSign(key);
            signature.update(SignedContent.of(recordKey, document));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }
}
