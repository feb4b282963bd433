package io.windhover.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Apicurio Registry in a process of its own, on loopback and a port that it picks, its schemas in memory. */
final class RegistryProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Listening on: (http://[0-9.]+:[0-9]+)");
    private static final String CONFLUENT_API = "/apis/ccompat/v7";
    private static final long STARTS_WITHIN_SECONDS = 120;
    private static final long STOPS_WITHIN_SECONDS = 20;

    private final Process process;
    private final String url;

    private RegistryProcess(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    static RegistryProcess start(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-jar",
                        runnable(directory).toString())
                .redirectErrorStream(true)
                .start();
        CompletableFuture<String> address = new CompletableFuture<>();
        Path log = directory.resolveSibling("registry.log");
        Thread reader = new Thread(() -> read(process, log, address), "registry-output");
        reader.setDaemon(true);
        reader.start();
        try {
            return new RegistryProcess(process, address.get(STARTS_WITHIN_SECONDS, TimeUnit.SECONDS) + CONFLUENT_API);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new IOException("The registry did not start; it says why in " + log, e);
        }
    }

    private static Path runnable(Path directory) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*run*.jar")) {
            Iterator<Path> found = jars.iterator();
            if (!found.hasNext()) {
                throw new IOException("No runnable jar in " + directory);
            }
            return found.next();
        }
    }

    private static void read(Process process, Path log, CompletableFuture<String> address) {
        try (BufferedReader output = process.inputReader();
                var copy = Files.newBufferedWriter(log)) {
            String line;
            while ((line = output.readLine()) != null) {
                copy.write(line);
                copy.newLine();
                copy.flush();
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.find()) {
                    address.complete(matcher.group(1));
                }
            }
        } catch (IOException closed) {
            // As it is when the process is destroyed.
        } finally {
            // Does nothing if it had started.
            address.completeExceptionally(new IOException("The process ended"));
        }
    }

    String url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .exceptionallyCompose(tooSlow -> process.destroyForcibly().onExit())
                .join();
    }
}
