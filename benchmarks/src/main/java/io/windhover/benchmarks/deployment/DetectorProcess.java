package io.windhover.benchmarks.deployment;

import io.windhover.cli.Windhover;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code windhover run} in a JVM of its own, with the options that its launcher gives it. Can be killed and started again. */
final class DetectorProcess implements AutoCloseable {
    private static final Duration HTTP_PATIENCE = Duration.ofSeconds(20);
    private static final long STOP_SECONDS = 90;
    private static final int TAIL = 6_000;

    private final Path config;
    private final Path log;
    private final String heap;
    private final int port;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private @Nullable Process process;

    /**
     * Makes one that does not run yet.
     *
     * @param config the detector's configuration, which has to name the port
     * @param log what it prints is added to it
     * @param heap as {@code -Xmx} has it
     */
    DetectorProcess(Path config, Path log, String heap, int port) {
        this.config = config;
        this.log = log;
        this.heap = heap;
        this.port = port;
    }

    /** A port that is free at the moment. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    void start() throws IOException {
        process = new ProcessBuilder(List.of(
                        java("java"),
                        "-Xmx" + heap,
                        "-XX:+UseParallelGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Windhover.class.getName(),
                        "run",
                        "--config",
                        config.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private static String java(String command) {
        return Path.of(System.getProperty("java.home"), "bin", command).toString();
    }

    boolean isReady() throws InterruptedException {
        return get("/health/ready").map(HttpResponse::statusCode).orElse(0) == 200;
    }

    /** Whether its tasks are being assigned or their state restored. */
    boolean isRestoring() throws InterruptedException {
        return get("/health/ready")
                .filter(answer -> answer.body().contains("state restored"))
                .isPresent();
    }

    /** @throws IOException if it does not answer */
    Scrape metrics() throws IOException, InterruptedException {
        return Scrape.of(get("/metrics")
                .orElseThrow(() -> new IOException("the detector does not tell its metrics\n" + tail()))
                .body());
    }

    private Optional<HttpResponse<String>> get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(HTTP_PATIENCE)
                .build();
        try {
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** @throws IOException if it has ended */
    void requireAlive() throws IOException {
        if (!isAlive()) {
            throw new IOException(
                    "the detector ended with " + (process == null ? "nothing" : process.exitValue()) + "\n" + tail());
        }
    }

    /** Processor time that it has used; none where the system does not tell. */
    Duration processor() {
        return process == null
                ? Duration.ZERO
                : process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Collects all garbage. */
    void collectGarbage() throws IOException, InterruptedException {
        if (process != null) {
            new ProcessBuilder(java("jcmd"), Long.toString(process.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** Resident memory in bytes; empty where the system does not tell. */
    OptionalLong resident() throws IOException {
        return ofStatus("VmRSS:");
    }

    /** The most resident memory that it ever had, likewise. */
    OptionalLong mostResident() throws IOException {
        return ofStatus("VmHWM:");
    }

    private OptionalLong ofStatus(String field) throws IOException {
        if (process == null) {
            return OptionalLong.empty();
        }
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .findFirst();
        } catch (NoSuchFileException e) {
            return OptionalLong.empty();
        }
    }

    /** By SIGTERM, as whoever operates it does. */
    void stop() throws IOException, InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the detector does not stop\n" + tail());
            }
        }
    }

    /** By SIGKILL. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroyForcibly().waitFor();
        }
    }

    /** What it warned of, and its errors. */
    List<String> warnings() throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .toList();
        }
    }

    /** How many lines of what it printed have a text. */
    long lines(String text) throws IOException {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.UTF_8)) {
            return lines.filter(line -> line.contains(text)).count();
        }
    }

    private String tail() {
        try {
            String all = Files.readString(log);
            return all.substring(Math.max(0, all.length() - TAIL));
        } catch (IOException e) {
            return "its log cannot be read: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
