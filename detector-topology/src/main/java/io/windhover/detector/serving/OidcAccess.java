package io.windhover.detector.serving;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits bearers of a token that an issuer has signed for us and that has not expired. The issuer's keys are fetched when
 * the first token comes, and kept; where they cannot be, nobody is admitted.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfig">how the keys are found</a>
 */
final class OidcAccess implements Access {
    private static final Logger LOG = LoggerFactory.getLogger(OidcAccess.class);

    private static final int TIMEOUT_MILLIS = 2_000;
    private static final int MOST_BYTES = 256 << 10;
    private static final int LONGEST_TOKEN = 8 << 10;
    /** After which an issuer that did not answer is asked again: nobody's tokens may keep all threads waiting for it. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final ServingConfig.Oidc config;
    private final DefaultResourceRetriever http =
            new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MOST_BYTES);
    private final long pauseNanos;
    private @Nullable DefaultJWTProcessor<SecurityContext> processor;
    private boolean failed;
    private long failedAt;

    OidcAccess(ServingConfig.Oidc config) {
        this(config, PAUSE);
    }

    OidcAccess(ServingConfig.Oidc config, Duration pause) {
        this.config = config;
        this.pauseNanos = pause.toNanos();
    }

    @Override
    public Verdict admits(@Nullable String authorization) {
        String token = Access.token(authorization);
        if (token == null || token.length() > LONGEST_TOKEN) {
            return Verdict.REFUSED;
        }
        try {
            processor().process(token, null);
            return Verdict.ADMITTED;
        } catch (KeySourceException | IOException e) {
            LOG.atWarn()
                    .addKeyValue("issuer", config.issuer())
                    .addKeyValue("exception", e.getClass().getSimpleName())
                    .log("the issuer's keys cannot be read: nobody can be admitted");
            return Verdict.UNKNOWN;
        } catch (ParseException | BadJOSEException | JOSEException e) {
            LOG.atDebug().addKeyValue("reason", e.getClass().getSimpleName()).log("token refused");
            return Verdict.REFUSED;
        }
    }

    private synchronized DefaultJWTProcessor<SecurityContext> processor() throws IOException {
        DefaultJWTProcessor<SecurityContext> made = processor;
        if (made == null) {
            if (failed && System.nanoTime() - failedAt < pauseNanos) {
                throw new IOException("the issuer did not answer a moment ago");
            }
            failed = true;
            try {
                made = processor(
                        config.jwks() == null ? discovered() : config.jwks().toURL());
            } finally {
                failedAt = System.nanoTime();
            }
            processor = made;
        }
        return made;
    }

    private DefaultJWTProcessor<SecurityContext> processor(URL keys) {
        JWKSource<SecurityContext> source =
                JWKSourceBuilder.<SecurityContext>create(keys, http).build();
        DefaultJWTProcessor<SecurityContext> jwt = new DefaultJWTProcessor<>();
        // Signatures with a key pair alone: whoever verifies must not be able to sign.
        jwt.setJWSKeySelector(new JWSVerificationKeySelector<>(
                Set.of(
                        JWSAlgorithm.RS256,
                        JWSAlgorithm.RS384,
                        JWSAlgorithm.RS512,
                        JWSAlgorithm.PS256,
                        JWSAlgorithm.PS384,
                        JWSAlgorithm.PS512,
                        JWSAlgorithm.ES256,
                        JWSAlgorithm.ES384,
                        JWSAlgorithm.ES512),
                source));
        // Identity providers mark access tokens so (RFC 9068), or not at all.
        jwt.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        jwt.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                config.audience(),
                new JWTClaimsSet.Builder().issuer(config.issuer().toString()).build(),
                Set.of("exp")));
        return jwt;
    }

    private URL discovered() throws IOException {
        String issuer = config.issuer().toString();
        String document = (issuer.endsWith("/") ? issuer : issuer + "/") + ".well-known/openid-configuration";
        try {
            Map<String, Object> metadata = JSONObjectUtils.parse(
                    http.retrieveResource(URI.create(document).toURL()).getContent());
            if (!issuer.equals(JSONObjectUtils.getString(metadata, "issuer"))) {
                throw new IOException("the issuer's configuration names another issuer");
            }
            URI keys = JSONObjectUtils.getURI(metadata, "jwks_uri");
            if (keys == null || !ServingConfig.isTrusted(keys)) {
                throw new IOException("the issuer's configuration names no https URL of its keys");
            }
            return keys.toURL();
        } catch (ParseException e) {
            throw new IOException("the issuer's configuration cannot be used", e);
        }
    }
}
