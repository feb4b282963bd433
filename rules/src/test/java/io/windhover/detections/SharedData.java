package io.windhover.detections;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Captured logs and public rules, which are not part of the project: tests that need them are skipped without. */
final class SharedData {
    private SharedData() {}

    static Path folder(String name) {
        Optional<Path> folder = Stream.iterate(
                        Path.of(System.getProperty("user.dir")), path -> path != null, Path::getParent)
                .map(path -> path.resolve("shared/data").resolve(name))
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(folder.isPresent(), "Skipped: there is no folder shared/data/" + name + " above.");
        return folder.orElseThrow();
    }

    static List<Path> files(Path folder, String... endings) {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
