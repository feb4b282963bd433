package io.windhover.connect;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** A {@link StandaloneWorker} in a process of its own, which can be killed at any moment. */
public final class WorkerProcess implements AutoCloseable {

    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    public static WorkerProcess start(String bootstrapServers, Path offsets, Path log, Map<String, String> settings)
            throws IOException {
        return start(bootstrapServers, offsets, log, settings, List.of());
    }

    /** With options for its JVM. */
    public static WorkerProcess start(
            String bootstrapServers, Path offsets, Path log, Map<String, String> settings, List<String> options)
            throws IOException {
        Path file = Files.createTempFile(offsets.toAbsolutePath().getParent(), "connector", ".properties");
        Properties properties = new Properties();
        properties.putAll(settings);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.net.preferIPv4Stack=true"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath,
                WorkerProcess.class.getName(),
                bootstrapServers,
                offsets.toString(),
                file.toString()));
        return new WorkerProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    public boolean isRunning() {
        return process.isAlive();
    }

    /** As SIGKILL ends it: nothing is flushed, nobody is told. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(arguments[2]))) {
            properties.load(in);
        }
        Map<String, String> settings = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        try (StandaloneWorker worker = StandaloneWorker.start(arguments[0], Path.of(arguments[1]))) {
            worker.run(settings.get("name"), settings);
            new CountDownLatch(1).await();
        }
    }
}
