package io.windhover.detector.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTlsTest {
    private static final String PASSWORD = "password of the store";
    private static final Secret SECRET = new Secret.InEnvironment("STORE_PASSWORD");
    private static final Secret.Environment ENVIRONMENT = Map.of("STORE_PASSWORD", PASSWORD, "WRONG", "wrong")::get;

    @TempDir
    static Path folder;

    private static Path store;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException {
        store = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "one",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=windhover",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        certificate = pem("CERTIFICATE", keys.getCertificate("one").getEncoded());
        key = pem("PRIVATE KEY", keys.getKey("one", PASSWORD.toCharArray()).getEncoded());
    }

    private static Path pem(String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return Files.writeString(
                folder.resolve(what.replace(' ', '-') + ".pem"),
                "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
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

    private static void assertServes(ServingConfig.Tls tls) throws Exception {
        HttpClient http = HttpClient.newBuilder().sslContext(trusting()).build();
        try (Endpoint endpoint = start(tls)) {
            HttpResponse<String> live = http.send(
                    HttpRequest.newBuilder(endpoint.url().resolve("/health/live"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

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

    private static SSLContext trusting() throws IOException, GeneralSecurityException {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry(
                "one",
                KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray()).getCertificate("one"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
