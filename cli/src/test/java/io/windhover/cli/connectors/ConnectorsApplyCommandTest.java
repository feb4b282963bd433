package io.windhover.cli.connectors;

import static io.windhover.cli.Samples.write;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.windhover.cli.Cli;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that answers as a worker does; a real one runs in the distribution's tests. */
class ConnectorsApplyCommandTest {
    private static final String FILES = """
            {"name": "files of/ours", "connector.class": "io.windhover.connect.file.FileSourceConnector", "tasks.max": 1}
            """;

    @TempDir
    private Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Deque<Integer> answers = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void startWorker() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stopWorker() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        int status = answers.isEmpty() ? 200 : answers.remove();
        byte[] answer = "{\"error_code\":%d,\"message\":\"says what is wrong\"}"
                .formatted(status)
                .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Test
    void shouldSetEveryConnectorOfAFolder() {
        write(folder.resolve("b.json"), FILES);
        write(folder.resolve("a.json"), "{\"name\": \"okta\", \"okta.token\": \"${dir:/secrets:okta}\"}");
        write(folder.resolve("note.txt"), "not a connector");
        answers.add(201);

        Cli applied = apply(folder.toString());

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(applied.lines()).containsExactly("created okta", "set files of/ours");
        assertThat(requests)
                .containsExactly(
                        "PUT /connectors/okta/config {\"name\":\"okta\",\"okta.token\":\"${dir:/secrets:okta}\"}",
                        "PUT /connectors/files%20of%2Fours/config {\"name\":\"files of/ours\",\"connector.class\":"
                                + "\"io.windhover.connect.file.FileSourceConnector\",\"tasks.max\":\"1\"}");
    }

    @Test
    void shouldAskAgainWhileTheGroupIsBalanced() {
        answers.addAll(List.of(409, 201));

        Cli applied = apply(write(folder.resolve("files.json"), FILES).toString());

        assertThat(applied.exitCode()).as(applied.err()).isZero();
        assertThat(requests).hasSize(2);
    }

    @Test
    void shouldShowWhatTheWorkerRefuses() {
        answers.add(400);

        Cli applied = apply(write(folder.resolve("files.json"), FILES).toString());

        assertThat(applied.exitCode()).isEqualTo(2);
        assertThat(applied.err()).contains("connector 'files of/ours' is refused (400): says what is wrong");
    }

    @Test
    void shouldSayThatNoWorkerAnswers() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.stop(0);

        Cli applied = Cli.run(
                "connectors",
                "apply",
                "--wait",
                "0",
                "--connect",
                url,
                write(folder.resolve("files.json"), FILES).toString());

        assertThat(applied.exitCode()).isEqualTo(2);
        assertThat(applied.err()).contains("the Connect worker at " + url + " does not answer");
    }

    @Test
    void shouldApplyNothingWhenAFileIsWrong() {
        write(folder.resolve("a.json"), FILES);
        write(folder.resolve("b.json"), "{\"name\": \"x\", \"config\": {\"files\": \"/logs\"}}");
        assertThat(apply(folder.toString()).err()).contains("b.json:1: config must be a text");

        write(folder.resolve("b.json"), FILES);
        assertThat(apply(folder.toString()).err()).contains("are both of connector 'files of/ours'");

        write(folder.resolve("b.json"), "{\"name\": \"x\"");
        assertThat(apply(folder.toString()).err()).contains("b.json:1:").contains("not JSON");

        write(folder.resolve("b.json"), "{\"files\": \"/logs\"}");
        assertThat(apply(folder.toString()).err()).contains("b.json: the connector's \"name\" is missing");

        assertThat(apply(folder.resolve("c.json").toString()).err()).contains("c.json: no such file");
        assertThat(Cli.run("connectors", "apply", "--connect", "connect:8083", "a.json")
                        .err())
                .contains("--connect must be a URL");
        assertThat(requests).isEmpty();
    }

    private Cli apply(String file) {
        return Cli.run(
                "connectors",
                "apply",
                "--connect",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                file);
    }
}
