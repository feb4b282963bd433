package io.windhover.connect.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * What a request has to show. Several secrets may be good at once, so that they can be changed without a gap; all are
 * compared, each in a time that does not depend on how much of it is right.
 */
sealed interface Credential {

    /** Whether the headers alone are good enough to read the body. */
    boolean admits(Function<String, @Nullable String> headers);

    /** Whether the request is good, now that its body is there. */
    boolean admits(Function<String, @Nullable String> headers, byte[] body);

    /** Secrets as a setting holds them, separated by commas; none for null. */
    static List<String> secrets(@Nullable Password setting) {
        return setting == null
                ? List.of()
                : Arrays.stream(setting.value().split(",", -1))
                        .map(String::trim)
                        .filter(secret -> !secret.isEmpty())
                        .toList();
    }

    /** Nothing is asked for, or the TLS handshake asked for it. */
    record None() implements Credential {

        @Override
        public boolean admits(Function<String, @Nullable String> headers) {
            return true;
        }

        @Override
        public boolean admits(Function<String, @Nullable String> headers, byte[] body) {
            return true;
        }
    }

    /** A token in a header of its own, behind a scheme where there is one (RFC 6750 for bearer tokens). */
    final class Token implements Credential {

        private final String header;
        private final String scheme;
        private final List<byte[]> digests;

        /**
         * Tokens that are good.
         *
         * @param scheme what stands before the token, in any case; may be empty
         */
        Token(String header, String scheme, List<String> tokens) {
            this.header = header;
            this.scheme = scheme;
            digests = tokens.stream().map(Token::digest).toList();
        }

        @Override
        public boolean admits(Function<String, @Nullable String> headers) {
            String value = Objects.requireNonNullElse(headers.apply(header), "");
            boolean schemeFits = value.regionMatches(true, 0, scheme, 0, scheme.length());
            // Digests are of one length: comparing them tells nothing of the token's.
            byte[] given = digest(schemeFits ? value.substring(scheme.length()).trim() : "");
            boolean good = false;
            for (byte[] digest : digests) {
                good |= MessageDigest.isEqual(digest, given);
            }
            return good;
        }

        @Override
        public boolean admits(Function<String, @Nullable String> headers, byte[] body) {
            return admits(headers);
        }

        private static byte[] digest(String token) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has SHA-256", e);
            }
        }
    }

    /** {@code X-Hub-Signature-256}: HMAC-SHA-256 over the body's bytes as they came, in hexadecimal digits. */
    final class HubSignature implements Credential {

        private static final String HEADER = "x-hub-signature-256";
        private static final String PREFIX = "sha256=";
        private static final int DIGITS = 64;
        private static final String ALGORITHM = "HmacSHA256";

        private final List<SecretKeySpec> keys;

        HubSignature(List<String> secrets) {
            keys = secrets.stream()
                    .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                    .toList();
        }

        @Override
        public boolean admits(Function<String, @Nullable String> headers) {
            return signature(headers).length > 0;
        }

        @Override
        public boolean admits(Function<String, @Nullable String> headers, byte[] body) {
            byte[] given = signature(headers);
            boolean good = false;
            for (SecretKeySpec key : keys) {
                good |= MessageDigest.isEqual(mac(key, body), given);
            }
            return good;
        }

        private static byte[] signature(Function<String, @Nullable String> headers) {
            String value = Objects.requireNonNullElse(headers.apply(HEADER), "");
            if (!value.startsWith(PREFIX) || value.length() != PREFIX.length() + DIGITS) {
                return new byte[0];
            }
            try {
                return HexFormat.of().parseHex(value.substring(PREFIX.length()).toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }

        private static byte[] mac(SecretKeySpec key, byte[] body) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                return mac.doFinal(body);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
            }
        }
    }
}
