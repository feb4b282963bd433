package io.windhover.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The attack that ships with Windhover, as CloudTrail would have delivered it to a bucket. */
final class Story {
    private static final String FOLDER = "/demo/";
    private static final String INDEX = FOLDER + "files.txt";

    private Story() {}

    /** Writes it below a folder. */
    static void copyTo(Path folder) {
        try {
            for (String name : index()) {
                Path file = folder.resolve(name);
                Files.createDirectories(file.getParent());
                try (InputStream content = open(FOLDER + name)) {
                    Files.copy(content, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> index() throws IOException {
        try (InputStream index = open(INDEX)) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static InputStream open(String resource) throws IOException {
        InputStream stream = Story.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new FileNotFoundException(resource + " is missing in this build");
        }
        return stream;
    }
}
