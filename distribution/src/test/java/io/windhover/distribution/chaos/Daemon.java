package io.windhover.distribution.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A process that can be killed, paused and started again; what it prints goes to one file. */
final class Daemon implements AutoCloseable {
    private static final int TAIL = 6_000;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path log;
    private @Nullable Process process;

    Daemon(String name, List<String> command, Map<String, String> environment, Path log) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
    }

    void start() throws IOException {
        startBehind(List.of());
    }

    /** Starts it by a launcher, which is to end as the command behind it. */
    void startBehind(List<String> launcher) throws IOException {
        List<String> all = new ArrayList<>(launcher);
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Its exit code, once it has ended by itself; it is killed where it does not. */
    int awaitEnd() throws InterruptedException {
        Process running = Objects.requireNonNull(process, "not started");
        if (!running.waitFor(5, TimeUnit.MINUTES)) {
            kill();
        }
        return running.exitValue();
    }

    /** Ends it by SIGTERM, and returns its exit code. */
    int stop() throws InterruptedException {
        Objects.requireNonNull(process, "not started").destroy();
        return awaitEnd();
    }

    /** By SIGKILL. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        if (process != null) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    boolean isRunning() {
        return process != null && process.isAlive();
    }

    /** The last of what it printed. */
    String log() {
        try {
            String all = Files.exists(log) ? Files.readString(log, StandardCharsets.UTF_8) : "";
            return name + ":\n" + all.substring(Math.max(0, all.length() - TAIL));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }
}
