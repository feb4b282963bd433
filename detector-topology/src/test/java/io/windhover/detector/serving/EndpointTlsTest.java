package io.windhover.detector.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.watched.TestCertificates;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTlsTest {
    private static final Secret SECRET = new Secret.InEnvironment("STORE_PASSWORD");
    private static final Secret.Environment ENVIRONMENT =
            Map.of("STORE_PASSWORD", TestCertificates.PASSWORD, "WRONG", "wrong")::get;

    @TempDir
    static Path folder;

    private static Path store;
    private static Path next;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void makeCertificates() throws Exception {
        TestCertificates certificates = new TestCertificates(folder);
        store = certificates.keyStore("one");
        next = certificates.keyStore("next");
        certificate = certificates.certificatePem(store);
        key = Files.writeString(folder.resolve("key.pem"), TestCertificates.keyOnlyPem(store));
    }

    @Test
    void shouldServeWithAKeyStore() throws Exception {
        assertServes(new ServingConfig.Tls.Store(store, SECRET));
    }

    @Test
    void shouldServeWithPem() throws Exception {
        assertServes(new ServingConfig.Tls.Pem(certificate, key));
    }

    @Test
    void shouldSayWhatIsWrongWithoutASecret() {
        assertThatThrownBy(() -> start(new ServingConfig.Tls.Store(store, new Secret.InEnvironment("WRONG"))))
                .isInstanceOf(ServingException.class)
                .hasMessageStartingWith("serving: tls: certificate and key cannot be used")
                .hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> start(new ServingConfig.Tls.Pem(folder.resolve("none.pem"), key)))
                .isInstanceOf(ServingException.class)
                .hasMessageEndingWith("none.pem cannot be read: NoSuchFileException");
        assertThatThrownBy(() -> start(new ServingConfig.Tls.Pem(key, certificate)))
                .isInstanceOf(ServingException.class)
                .hasMessageStartingWith("serving: tls: certificate and key cannot be used");
    }

    @Test
    void shouldServeANewCertificateWithoutARestart() throws Exception {
        Path live = Files.copy(store, folder.resolve("live.p12"));
        try (Endpoint endpoint = start(new ServingConfig.Tls.Store(live, SECRET))) {
            assertThat(served(endpoint)).isEqualTo(TestCertificates.certificate(store));

            Files.write(live, Files.readAllBytes(next));

            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(served(endpoint)).isEqualTo(TestCertificates.certificate(next)));
        }
    }

    /** To a client that is new each time. */
    private static Certificate served(Endpoint endpoint) throws Exception {
        return live(endpoint).sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private static HttpResponse<String> live(Endpoint endpoint) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(TestCertificates.client(List.of(store, next), List.of()))
                .build()
                .send(
                        HttpRequest.newBuilder(endpoint.url().resolve("/health/live"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static void assertServes(ServingConfig.Tls tls) throws Exception {
        try (Endpoint endpoint = start(tls)) {
            HttpResponse<String> live = live(endpoint);

            assertThat(endpoint.url().getScheme()).isEqualTo("https");
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(live.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
        }
    }

    private static Endpoint start(ServingConfig.Tls tls) {
        return Endpoint.start(
                new ServingConfig("127.0.0.1", 0, null, null, tls, false),
                ENVIRONMENT,
                () -> new Health(true, true, List.of()),
                () -> "up 1\n");
    }
}
