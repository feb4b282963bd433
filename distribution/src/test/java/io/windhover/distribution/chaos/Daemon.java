package io.windhover.distribution.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    String name() {
        return name;
    }

    void start() throws IOException {
        start(command);
    }

    /** Starts it by another command, that is to run its own in the end. */
    void start(List<String> instead) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(instead)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    List<String> command() {
        return command;
    }

    /** By SIGKILL. */
    void kill() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
        }
    }

    /** By SIGTERM, as an orchestrator ends it. */
    void stop() throws InterruptedException {
        Process running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                kill();
            }
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
