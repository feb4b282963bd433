package io.windhover.distribution;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service of the compose file as a process of this machine: its command line, its environment and its files are those
 * of the compose file, with paths and addresses exchanged for those that there are here.
 */
final class Container implements AutoCloseable {
    private static final long ENDS_WITHIN_SECONDS = 180;

    private final ComposeService service;
    private final Path log;
    private final Process process;

    private Container(ComposeService service, Path log, Process process) {
        this.service = service;
        this.log = log;
        this.process = process;
    }

    /**
     * Starts it.
     *
     * @param folder what it may write to
     * @param mounts host's paths by the container's, beside those that the compose file mounts from its own folder
     * @param addresses what stands in files for an address, and what to put there
     */
    static Container start(ComposeService service, Path folder, Map<String, Path> mounts, Map<String, String> addresses)
            throws IOException {
        Map<String, String> exchanged = new LinkedHashMap<>();
        exchanged.put("/opt/windhover", Repository.distribution().toString());
        mounts.forEach((path, host) -> exchanged.put(path, host.toString()));
        service.mounts().forEach((path, source) -> {
            if (source.startsWith("./") && !exchanged.containsKey(path)) {
                exchanged.put(path, folder.resolve("mounted" + path).toString());
            }
        });
        exchanged.putIfAbsent("/var/lib/windhover", folder.resolve("volume").toString());
        exchanged.putAll(addresses);
        Files.createDirectories(folder.resolve("volume"));
        for (Map.Entry<String, String> mount : service.mounts().entrySet()) {
            if (mount.getValue().startsWith("./") && !mounts.containsKey(mount.getKey())) {
                copy(Repository.file(mount.getValue().substring(2)), Path.of(exchanged.get(mount.getKey())), exchanged);
            }
        }
        List<String> command = service.arguments().stream()
                .map(argument -> exchange(argument, exchanged))
                .toList();
        Path log = folder.resolve(service.name() + ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.putAll(service.environment());
        return new Container(service, log, builder.start());
    }

    private static void copy(Path from, Path to, Map<String, String> exchanged) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target =
                        Path.of(to + File.separator + from.relativize(file)).normalize();
                Files.createDirectories(target.getParent());
                Files.writeString(target, exchange(Files.readString(file), exchanged));
            }
        }
    }

    /** Whole paths and whole addresses, the longest first; never part of a longer word. */
    private static String exchange(String text, Map<String, String> exchanged) {
        String alternatives = String.join(
                "|",
                exchanged.keySet().stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .toList());
        return Pattern.compile("(?<![\\w.:/])(?:" + alternatives + ")(?!\\w)")
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(exchanged.get(found.group())));
    }

    /** Its exit code, or a failure with its log if it does not end by itself. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().onExit().join();
            throw new IllegalStateException(service.name() + " does not end:\n" + log());
        }
        return process.exitValue();
    }

    /** As {@code docker stop} ends it. */
    int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
