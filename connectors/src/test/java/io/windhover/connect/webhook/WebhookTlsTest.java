package io.windhover.connect.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.windhover.connect.CloudTrailEvents;
import io.windhover.watched.TestCertificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WebhookTlsTest {

    private static final String EVENT = CloudTrailEvents.withId("1");

    @TempDir
    static Path directory;

    private static Path server;
    private static Path client;
    private static Path stranger;

    @BeforeAll
    static void makeCertificates() throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        server = certificates.keyStore("server");
        client = certificates.keyStore("client");
        stranger = certificates.keyStore("stranger");
    }

    @Test
    void shouldSpeakTlsWithKeysFromPem() throws Exception {
        Path key = new TestCertificates(directory).keyPem(server);

        try (RunningTask task =
                new RunningTask(Map.of("ssl.keystore.location", key.toString()), "https", http(List.of()))) {
            assertWritten(task);
        }
    }

    @Test
    void shouldLetInClientsWithACertificateThatIsTrustedAndNobodyElse() throws Exception {
        for (Map<String, String> stores : List.of(pkcs12(), pem())) {
            Map<String, String> settings = new HashMap<>(stores);
            settings.put("ssl.client.auth", "required");
            try (RunningTask task = new RunningTask(settings, "https", http(List.of(client)))) {
                assertWritten(task);

                for (List<Path> wrong : List.of(List.<Path>of(), List.of(stranger))) {
                    assertThatThrownBy(() -> http(wrong)
                                    .send(
                                            task.request("/events")
                                                    .POST(BodyPublishers.ofString(EVENT))
                                                    .build(),
                                            HttpResponse.BodyHandlers.discarding()))
                            .isInstanceOf(IOException.class);
                }
                assertThat(task.isIdle()).isTrue();
            }
        }
    }

    @Test
    void shouldSpeakWithANewCertificateWithoutARestart() throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        Path live = Files.copy(certificates.keyPem(server), directory.resolve("live.pem"));
        Map<String, String> settings = Map.of("ssl.keystore.location", live.toString());
        try (RunningTask task = new RunningTask(settings, "https", http(List.of()))) {
            assertWritten(task);

            Files.write(live, Files.readAllBytes(certificates.keyPem(stranger)));

            await().atMost(Duration.ofSeconds(45))
                    .untilAsserted(() -> assertThat(served(task)).isEqualTo(TestCertificates.certificate(stranger)));
        }
    }

    private static Certificate served(RunningTask task) throws Exception {
        try (SSLSocket socket = (SSLSocket) TestCertificates.client(List.of(server, stranger), List.of())
                .getSocketFactory()
                .createSocket("127.0.0.1", task.port())) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }

    @Test
    void shouldNotSpeakPlainHttpOnATlsPort() throws Exception {
        try (RunningTask task = new RunningTask(pkcs12(), "http", HttpClient.newHttpClient())) {
            assertThatThrownBy(() -> task.client.send(
                            task.request("/events")
                                    .POST(BodyPublishers.ofString(EVENT))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldSayThatAStoreCannotBeUsedWithoutShowingItsPassword() {
        Map<String, String> settings = new HashMap<>(pkcs12());
        settings.put("ssl.keystore.password", "wrong-password");

        assertThatThrownBy(() -> new RunningTask(settings).close())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("TLS cannot be used")
                .hasMessageNotContaining("wrong-password");
    }

    private static Map<String, String> pkcs12() {
        try {
            return Map.of(
                    "ssl.keystore.location",
                    server.toString(),
                    "ssl.keystore.type",
                    "PKCS12",
                    "ssl.keystore.password",
                    TestCertificates.PASSWORD,
                    "ssl.truststore.location",
                    new TestCertificates(directory).trustStore(client).toString(),
                    "ssl.truststore.type",
                    "PKCS12",
                    "ssl.truststore.password",
                    TestCertificates.PASSWORD);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> pem() throws Exception {
        TestCertificates certificates = new TestCertificates(directory);
        return Map.of(
                "ssl.keystore.location", certificates.keyPem(server).toString(),
                "ssl.truststore.location", certificates.certificatePem(client).toString());
    }

    private static HttpClient http(List<Path> own) throws Exception {
        return HttpClient.newBuilder()
                .sslContext(TestCertificates.client(server, own))
                .build();
    }

    private static void assertWritten(RunningTask task) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer = task.post("/events", EVENT);
        assertThat(task.write(1)).hasSize(1);
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }
}
