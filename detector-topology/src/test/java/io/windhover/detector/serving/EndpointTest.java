package io.windhover.detector.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointTest {
    private static final String TOKEN = "correct-horse-battery-staple";
    private static final Secret.Environment ENVIRONMENT = Map.of("WINDHOVER_TOKEN", TOKEN)::get;

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Health health = new Health(true, true, List.of());
    private Endpoint endpoint;

    @AfterEach
    void stop() {
        if (endpoint != null) {
            endpoint.close();
        }
    }

    @Test
    void shouldListenOnLoopbackAndShowMetricsToEverybodyThere() throws Exception {
        start(new ServingConfig("127.0.0.1", 0, null, null, null, false));

        HttpResponse<String> metrics = get("/metrics", null);

        assertThat(endpoint.url().getHost()).isEqualTo("127.0.0.1");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(metrics.headers().firstValue("server")).isEmpty();
        assertThat(metrics.body()).isEqualTo("up 1\n");
    }

    @Test
    void shouldTellWhyItIsNotReady() throws Exception {
        start(new ServingConfig("127.0.0.1", 0, null, null, null, false));
        assertThat(get("/health/ready", null).body()).isEqualTo("{\"status\":\"up\"}\n");

        health = new Health(true, false, List.of("no rule set is active", "a \"quoted\" reason"));

        assertThat(get("/health/live", null).statusCode()).isEqualTo(200);
        assertThat(get("/health/ready", null).statusCode()).isEqualTo(503);
        assertThat(get("/health/ready", null).body())
                .isEqualTo(
                        "{\"status\":\"down\",\"reasons\":[\"no rule set is active\",\"a \\\"quoted\\\" reason\"]}\n");
        health = new Health(false, false, List.of("gave up"));
        assertThat(get("/health/live", null).statusCode()).isEqualTo(503);
    }

    @Test
    void shouldShowMetricsToTheBearerOfTheTokenAndHealthToAll() throws Exception {
        start(new ServingConfig("0.0.0.0", 0, new Secret.InEnvironment("WINDHOVER_TOKEN"), null, null, false));

        assertThat(get("/metrics", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
        assertThat(get("/metrics", "bearer " + TOKEN).statusCode()).isEqualTo(200);
        assertThat(get("/health/live", null).statusCode()).isEqualTo(200);
        for (String wrong : new String[] {null, "Bearer ", "Bearer " + TOKEN + "x", "Basic " + TOKEN, TOKEN}) {
            HttpResponse<String> refused = get("/metrics", wrong);
            assertThat(refused.statusCode()).as(wrong).isEqualTo(401);
            assertThat(refused.body()).doesNotContain("up 1");
            assertThat(refused.headers().firstValue("www-authenticate")).hasValue("Bearer realm=\"windhover\"");
        }
    }

    @Test
    void shouldReadTheTokenFromAFileAndNeverShowIt() throws Exception {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        ServingConfig config = new ServingConfig("0.0.0.0", 0, new Secret.InFile(file), null, null, false);
        start(config);

        assertThat(get("/metrics", "Bearer " + TOKEN).statusCode()).isEqualTo(200);
        assertThat(config.toString()).contains(file.toString()).doesNotContain(TOKEN);
    }

    @Test
    void shouldAnswerNothingElse() throws Exception {
        start(new ServingConfig("127.0.0.1", 0, null, null, null, false));

        assertThat(get("/", null).statusCode()).isEqualTo(404);
        assertThat(get("/metrics/../metrics/x", null).statusCode()).isEqualTo(404);
        HttpResponse<String> post =
                http.send(request("/metrics").POST(BodyPublishers.ofString("x")).build(), BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        HttpResponse<String> head = http.send(
                request("/metrics").method("HEAD", BodyPublishers.noBody()).build(), BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void shouldSayWhatKeepsItFromStarting() throws IOException {
        Path shortToken = Files.writeString(folder.resolve("short"), "hunter2");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(
                            () -> start(new ServingConfig("127.0.0.1", taken.getLocalPort(), null, null, null, false)))
                    .isInstanceOf(ServingException.class)
                    .hasMessageContaining("serving: cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
        assertThatThrownBy(() -> start(withToken(new Secret.InFile(folder.resolve("none")))))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("none cannot be read: NoSuchFileException");
        assertThatThrownBy(() -> start(withToken(new Secret.InEnvironment("NOT_SET"))))
                .isInstanceOf(ServingException.class)
                .hasMessage("the variable NOT_SET has no secret");
        assertThatThrownBy(() -> start(withToken(new Secret.InFile(shortToken))))
                .isInstanceOf(ServingException.class)
                .hasMessage("serving: the token must have 16 characters or more");
        assertThatThrownBy(() -> new ServingConfig("0.0.0.0", 0, null, null, null, false))
                .isInstanceOf(ServingException.class)
                .hasMessageContaining("needs a token or oidc, or allow-anonymous: true");
    }

    private static ServingConfig withToken(Secret token) {
        return new ServingConfig("127.0.0.1", 0, token, null, null, false);
    }

    private void start(ServingConfig config) {
        endpoint = Endpoint.start(config, ENVIRONMENT, () -> health, () -> "up 1\n");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + endpoint.url().getPort() + path));
    }

    private HttpResponse<String> get(String path, String authorization) throws Exception {
        HttpRequest.Builder request = request(path);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
