package io.windhover.cli.simulate;

import io.windhover.cli.output.Failure;
import io.windhover.simulator.journal.Log;
import io.windhover.simulator.journal.LogFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that takes what was simulated: the logs below {@code logs}, so that whoever reads that folder reads logs alone,
 * and beside it the labels and the addresses.
 */
record Destination(Path folder) {
    /** Makes the folder, where it is not there; what an earlier run left is only removed if that was asked for. */
    void prepare(boolean overwrite) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new Failure(folder + " is no folder");
        }
        Files.createDirectories(logs());
        for (Log log : Log.values()) {
            for (boolean gzip : List.of(true, false)) {
                if (overwrite) {
                    Files.deleteIfExists(LogFolder.file(logs(), log, gzip));
                }
            }
        }
        try (Stream<Path> left = Files.list(logs())) {
            if (left.findAny().isPresent()) {
                throw new Failure(logs() + " is not empty; choose another folder" + (overwrite ? "" : ", or --force"));
            }
        }
    }

    Path logs() {
        return folder.resolve("logs");
    }

    Path labels() {
        return folder.resolve("labels.ndjson");
    }

    Path geo() {
        return folder.resolve("geo.ndjson");
    }
}
