package io.windhover.detector.ruleset;

import io.windhover.schemas.RuleDocument;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.List;

/**
 * Trusts what one of some Ed25519 keys signed: several, so that a new key can be trusted before the old one is retired.
 * Thread-safe.
 */
public final class TrustedKeys implements RuleTrust {
    private final List<PublicKey> keys;

    TrustedKeys(List<PublicKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * The trust in the keys of some files; {@link RuleTrust#ANYONE} where there are none.
     *
     * @param files public keys, X.509 in PEM
     * @throws SigningKeyException if a file is missing or holds no Ed25519 public key
     */
    public static RuleTrust of(List<Path> files) {
        return files.isEmpty()
                ? RuleTrust.ANYONE
                : new TrustedKeys(files.stream().map(KeyFile::readPublic).toList());
    }

    @Override
    public boolean isDemanded() {
        return true;
    }

    @Override
    public boolean vouchesFor(String key, RuleDocument document) {
        if (document.getSignature() == null) {
            return false;
        }
        byte[] content = SignedContent.of(key, document);
        try {
            byte[] signature = Base64.getDecoder().decode(document.getSignature());
            return keys.stream().anyMatch(trusted -> verifies(trusted, content, signature));
        } catch (IllegalArgumentException noBase64) {
            return false;
        }
    }

    private static boolean verifies(PublicKey key, byte[] content, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(KeyFile.ALGORITHM);
            verifier.initVerify(key);
            verifier.update(content);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            // The JDK throws where the signature has the wrong length or is no point of the curve.
            return false;
        }
    }
}
