package io.windhover.detector.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.windhover.detector.serving.Access.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against an issuer that this test plays. */
class OidcAccessTest {
    private static final String AUDIENCE = "windhover";

    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private HttpServer issuer;
    private URI url;
    private ECKey key;
    private OidcAccess access;

    @BeforeEach
    void startIssuer() throws IOException, JOSEException {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/", exchange -> {
            byte[] page =
                    pages.getOrDefault(exchange.getRequestURI().getPath(), "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(page.length == 0 ? 503 : 200, page.length == 0 ? -1 : page.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(page);
            }
        });
        issuer.start();
        url = URI.create("http://127.0.0.1:" + issuer.getAddress().getPort());
        key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        pages.put("/keys", new JWKSet(key.toPublicJWK()).toString());
        pages.put(
                "/.well-known/openid-configuration", "{\"issuer\":\"" + url + "\",\"jwks_uri\":\"" + url + "/keys\"}");
        access = new OidcAccess(new ServingConfig.Oidc(url, AUDIENCE, null), Duration.ZERO);
    }

    @AfterEach
    void stopIssuer() {
        issuer.stop(0);
    }

    @Test
    void shouldAdmitWhomTheIssuerVouchesFor() throws JOSEException {
        assertThat(access.admits("Bearer " + signed(claims(), key))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void shouldTakeTheKeysFromWhereItIsTold() throws JOSEException {
        pages.remove("/.well-known/openid-configuration");

        OidcAccess told = new OidcAccess(new ServingConfig.Oidc(url, AUDIENCE, url.resolve("/keys")), Duration.ZERO);

        assertThat(told.admits("Bearer " + signed(claims(), key))).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void shouldRefuseTokensThatAreNotForUsOrNotTheIssuersOrExpired() throws JOSEException {
        ECKey other = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
        Date past = Date.from(Instant.now().minusSeconds(3_600));

        assertRefused(
                signed(new JWTClaimsSet.Builder(claims()).audience("other").build(), key));
        assertRefused(signed(
                new JWTClaimsSet.Builder(claims())
                        .issuer("https://other.example")
                        .build(),
                key));
        assertRefused(
                signed(new JWTClaimsSet.Builder(claims()).expirationTime(past).build(), key));
        assertRefused(
                signed(new JWTClaimsSet.Builder(claims()).expirationTime(null).build(), key));
        assertRefused(signed(claims(), other));
        assertRefused("rubbish");
        assertRefused("x".repeat(100_000));
        assertThat(access.admits(null)).isEqualTo(Verdict.REFUSED);
        assertThat(access.admits("Basic abc")).isEqualTo(Verdict.REFUSED);
    }

    /** Whoever knows the public key must not be able to sign with it. */
    @Test
    void shouldRefuseTokensWithoutASignatureOfAKeyPair() throws JOSEException {
        SignedJWT mac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims());
        mac.sign(new MACSigner(key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));

        assertRefused(mac.serialize());
        assertRefused(new PlainJWT(claims()).serialize());
    }

    @Test
    void shouldAdmitNobodyWhileTheIssuerIsAwayAndGoOnAfterwards() throws JOSEException {
        String token = signed(claims(), key);
        String configuration = pages.remove("/.well-known/openid-configuration");
        assertThat(access.admits("Bearer " + token)).isEqualTo(Verdict.UNKNOWN);

        pages.put("/.well-known/openid-configuration", configuration);

        assertThat(access.admits("Bearer " + token)).isEqualTo(Verdict.ADMITTED);
    }

    @Test
    void shouldNotAskAnIssuerThatIsAwayForEveryToken() throws JOSEException {
        OidcAccess patient = new OidcAccess(new ServingConfig.Oidc(url, AUDIENCE, null), Duration.ofHours(1));
        String token = "Bearer " + signed(claims(), key);
        String configuration = pages.remove("/.well-known/openid-configuration");
        assertThat(patient.admits(token)).isEqualTo(Verdict.UNKNOWN);
        pages.put("/.well-known/openid-configuration", configuration);

        assertThat(patient.admits(token)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void shouldNotBelieveAConfigurationOfAnotherIssuer() throws JOSEException {
        pages.put(
                "/.well-known/openid-configuration",
                "{\"issuer\":\"https://other.example\",\"jwks_uri\":\"" + url + "/keys\"}");

        assertThat(access.admits("Bearer " + signed(claims(), key))).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void shouldNotTakeKeysThatCameWithoutTls() {
        assertThatThrownBy(() -> new ServingConfig.Oidc(URI.create("http://issuer.example"), AUDIENCE, null))
                .isInstanceOf(ServingException.class)
                .hasMessage("serving: oidc: issuer must be an https URL");
        assertThatThrownBy(() -> new ServingConfig.Oidc(
                        URI.create("https://issuer.example"), AUDIENCE, URI.create("http://issuer.example/keys")))
                .hasMessage("serving: oidc: jwks must be an https URL");
    }

    private void assertRefused(String token) {
        assertThat(access.admits("Bearer " + token)).isEqualTo(Verdict.REFUSED);
    }

    private JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .issuer(url.toString())
                .subject("prometheus")
                .audience(AUDIENCE)
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
    }

    private static String signed(JWTClaimsSet claims, ECKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}
