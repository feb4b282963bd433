package io.windhover.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The attack that ships with Windhover, as CloudTrail would have delivered it to a bucket. */
final class Story {
    private static final Pattern DELIVERY_TIME = Pattern.compile("\\d{8}T\\d{4}Z");
    private static final String FOLDER = "/demo/";
    private static final String NETWORKS = "networks.ndjson";
    private static final String INDEX = FOLDER + "files.txt";

    private Story() {}

    /** Writes it below a folder and returns its files in the order in which they were delivered. */
    static List<String> copyTo(Path folder) {
        try {
            List<String> files = new ArrayList<>();
            for (String name : inOrderOfDelivery(index())) {
                files.add(copy(name, folder).toString());
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the table of the story's addresses into a folder and returns it. */
    static Path copyNetworksTo(Path folder) {
        try {
            return copy(NETWORKS, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copy(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream content = open(FOLDER + name)) {
            Files.copy(content, file);
        }
        return file;
    }

    /** By the time in the name: the folders would give one region after the other. */
    private static List<String> inOrderOfDelivery(List<String> names) {
        return names.stream()
                .sorted(Comparator.comparing(Story::deliveryTime).thenComparing(name -> name))
                .toList();
    }

    private static String deliveryTime(String name) {
        Matcher time = DELIVERY_TIME.matcher(name);
        return time.find() ? time.group() : "";
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
