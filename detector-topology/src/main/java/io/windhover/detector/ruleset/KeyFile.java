package io.windhover.detector.ruleset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Ed25519 keys in PEM, as OpenSSL writes and reads them: a private one in PKCS #8, a public one in X.509's
 * SubjectPublicKeyInfo (RFC 8410).
 */
final class KeyFile {
    static final String ALGORITHM = "Ed25519";

    /** A key takes some 120 bytes. */
    private static final int MOST_BYTES = 16 * 1024;

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private KeyFile() {}

    static PrivateKey readPrivate(Path file) {
        byte[] key = read(file, PRIVATE);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new SigningKeyException(file + ": is no Ed25519 private key", null);
        }
    }

    static PublicKey readPublic(Path file) {
        byte[] key = read(file, PUBLIC);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new SigningKeyException(file + ": is no Ed25519 public key", null);
        }
    }

    static String text(PrivateKey key) {
        return pem(PRIVATE, key.getEncoded());
    }

    static String text(PublicKey key) {
        return pem(PUBLIC, key.getEncoded());
    }

    private static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END " + label + "-----\n";
    }

    private static byte[] read(Path file, String label) {
        String text = text(file);
        String begin = "-----BEGIN " + label + "-----";
        int from = text.indexOf(begin);
        int to = text.indexOf("-----END " + label + "-----");
        if (from < 0 || to < from) {
            throw new SigningKeyException(file + ": holds no " + begin, null);
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
        } catch (IllegalArgumentException e) {
            throw new SigningKeyException(file + ": is no PEM", null);
        }
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new SigningKeyException(file + ": is too large for a key", null);
            }
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new SigningKeyException(file + ": no such file", e);
        } catch (IOException e) {
            throw new SigningKeyException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
