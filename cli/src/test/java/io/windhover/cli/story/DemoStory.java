package io.windhover.cli.story;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Generates the demo's story. To write it again after a change:
 *
 * <pre>./mvnw -pl cli -am test -Dtest=DemoStoryTest -Dsurefire.failIfNoSpecifiedTests=false -Dwindhover.demo.write=true</pre>
 */
final class DemoStory {
    static final Instant START = at("06:00:00");
    static final Instant END = at("12:00:00");

    /** Names all other files, one a line, because a jar cannot be listed like a folder. */
    static final String INDEX = "files.txt";

    private static final long SEED = 20_261_013;

    private DemoStory() {}

    /** A time of the story's day. */
    static Instant at(String time) {
        return Instant.parse("2026-10-13T" + time + "Z");
    }

    /** Paths and JSON texts, the same at each call. */
    static SortedMap<String, String> files() {
        Chance chance = new Chance(SEED);
        Routine day = new Routine(START, END, chance);
        new Workloads(day).play();
        new Pipelines(day).play();
        new People(day).play();
        List<LogEntry> entries = new ArrayList<>(day.entries());
        entries.addAll(new Intrusion(chance).play());
        return new TrailDelivery(chance).files(entries);
    }

    static String index(SortedMap<String, String> files) {
        return String.join("\n", files.keySet()) + "\n";
    }

    /** Replaces what stands in the folder. */
    static void write(Path folder, SortedMap<String, String> files) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path path : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(INDEX), index(files));
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, TrailDelivery.gzip(file.getValue()));
        }
    }
}
