package io.windhover.cli.rules;

import io.windhover.rules.source.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Says that a file is missing, and which one beside it was perhaps meant. */
final class MissingFile {
    private MissingFile() {}

    static String message(Path file) {
        Path name = file.getFileName();
        String question = name == null
                ? ""
                : Nearest.nearest(name.toString(), siblings(file))
                        .map(near -> "; did you mean '" + file.resolveSibling(near) + "'?")
                        .orElse("");
        return file + ": no such file or directory" + question;
    }

    private static List<String> siblings(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        } catch (IOException e) {
            // It is only for a hint.
            return List.of();
        }
    }
}
