package io.windhover.connect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Kafka's {@code connect-standalone} or {@code connect-distributed} as its scripts start it: a process with a REST server,
 * which finds our plugins where {@code plugin.path} says and nowhere else.
 */
final class WorkerCommand implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What only the plugins need must not come from the worker's class path. */
    private static final List<String> OF_PLUGINS =
            List.of("windhover", "avro", "guava", "failureaccess", "commons-compress", "jspecify");

    private final Process process;
    private final URI rest;
    private final HttpClient client = HttpClient.newHttpClient();

    private WorkerCommand(Process process, URI rest) {
        this.process = process;
        this.rest = rest;
    }

    /**
     * Starts one.
     *
     * @param mode {@code Standalone} or {@code Distributed}
     * @param directory for its files; its output is in {@code worker.log} there
     */
    static WorkerCommand start(String mode, Path directory, Map<String, String> settings) throws IOException {
        int port = freePort();
        Map<String, String> all = new HashMap<>(settings);
        all.put("listeners", "http://127.0.0.1:" + port);
        Properties properties = new Properties();
        properties.putAll(all);
        Path file = directory.resolve("worker.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx384m",
                        "-Djava.net.preferIPv4Stack=true",
                        "-cp",
                        classPathOfKafka(),
                        "org.apache.kafka.connect.cli.Connect" + mode,
                        file.toString()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("worker.log").toFile())
                .start();
        return new WorkerCommand(process, URI.create("http://127.0.0.1:" + port));
    }

    private static String classPathOfKafka() {
        String own = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(own.split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .filter(entry -> OF_PLUGINS.stream()
                        .noneMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether it answers; fails where it has ended. */
    boolean answers() throws InterruptedException {
        assertThat(process.isAlive()).as("the worker runs").isTrue();
        try {
            HttpRequest request = HttpRequest.newBuilder(rest.resolve("/connectors"))
                    .timeout(Duration.ofSeconds(60))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(rest.resolve(path)).GET());
    }

    void create(Map<String, String> settings) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(rest.resolve("/connectors"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("name", settings.get("name"), "config", settings)), UTF_8)));
    }

    /** What the worker finds wrong with settings, by setting; nothing where all are right. */
    Map<String, List<String>> validate(Map<String, String> settings) throws IOException, InterruptedException {
        String type = settings.get("connector.class");
        JsonNode answer = send(HttpRequest.newBuilder(rest.resolve("/connector-plugins/" + type + "/config/validate"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(settings), UTF_8)));
        Map<String, List<String>> errors = new HashMap<>();
        for (JsonNode config : answer.get("configs")) {
            JsonNode value = config.get("value");
            if (!value.get("errors").isEmpty()) {
                errors.put(
                        value.get("name").asText(),
                        JSON.convertValue(value.get("errors"), new TypeReference<List<String>>() {}));
            }
        }
        return errors;
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response =
                client.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
