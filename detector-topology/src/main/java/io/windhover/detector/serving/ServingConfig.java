package io.windhover.detector.serving;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the endpoint listens, and who may ask it. Holds no secret, only where they stand.
 *
 * @param address an IP address or a name of this machine
 * @param port 0 for any that is free
 * @param token the bearer token that metrics ask for; null for none
 * @param oidc whose tokens metrics ask for; null for nobody's
 * @param tls certificate and key; null to serve without TLS
 * @param allowAnonymous whether metrics may be asked for by everybody who reaches a port that is not loopback's
 */
public record ServingConfig(
        String address,
        int port,
        @Nullable Secret token,
        @Nullable Oidc oidc,
        @Nullable Tls tls,
        boolean allowAnonymous) {

    /** What stands for Prometheus exporters that bring their own. */
    public static final int DEFAULT_PORT = 9464;

    /** Loopback alone, to everybody on this machine. */
    public static final ServingConfig DEFAULT = new ServingConfig("127.0.0.1", DEFAULT_PORT, null, null, null, false);

    private static final int MOST_PORT = 65_535;

    public ServingConfig {
        require(port >= 0 && port <= MOST_PORT, "port must be 0 to " + MOST_PORT);
        require(!address.isBlank(), "address must not be empty");
        require(token == null || oidc == null, "set token or oidc, not both");
        require(
                token != null || oidc != null || allowAnonymous || isLoopback(address),
                "an address other than loopback's needs a token or oidc, or allow-anonymous: true");
    }

    /**
     * Tokens of an identity provider (OpenID Connect).
     *
     * @param issuer as it stands in the tokens
     * @param audience one of the audiences that stand in the tokens
     * @param jwks where the issuer's keys are; null to ask the issuer
     */
    public record Oidc(
            URI issuer, String audience, @Nullable URI jwks) {
        public Oidc {
            require(isTrusted(issuer), "oidc: issuer must be an https URL");
            require(jwks == null || isTrusted(jwks), "oidc: jwks must be an https URL");
            require(!audience.isBlank(), "oidc: audience is missing");
        }
    }

    /** Certificate and key. */
    public sealed interface Tls {
        /**
         * In PEM, as Kubernetes keeps them.
         *
         * @param certificate with the chain behind it
         * @param key in PKCS#8, not encrypted
         */
        record Pem(Path certificate, Path key) implements Tls {}

        /**
         * In a key store.
         *
         * @param file PKCS#12, or JKS where its name ends with that
         */
        record Store(Path file, Secret password) implements Tls {}
    }

    /** Keys that come without TLS could be anybody's; on this machine there is nobody between. */
    static boolean isTrusted(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        return url.getHost() != null
                && (scheme.equals("https") || (scheme.equals("http") && isLoopback(url.getHost())));
    }

    /** A name that cannot be resolved is not. */
    static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ServingException("serving: " + otherwise);
        }
    }
}
