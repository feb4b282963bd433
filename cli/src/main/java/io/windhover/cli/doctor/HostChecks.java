package io.windhover.cli.doctor;

import io.windhover.cli.output.Counts;
import io.windhover.detector.app.DetectorConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;

/** What the machine tells that the command runs on: versions and the state directory. */
final class HostChecks {
    private static final String VERSIONS = "versions";
    private static final String STATE = "state";
    private static final long LITTLE_SPACE = 1_000_000_000;

    private HostChecks() {}

    /** @param version the product's */
    static List<Diagnosis> examine(DetectorConfig config, String version) {
        return List.of(versions(version), state(config.state().directory()));
    }

    /** A Java that is too old does not come as far as this. */
    private static Diagnosis versions(String version) {
        return Diagnosis.ok(
                VERSIONS, version + ", Kafka clients " + AppInfoParser.getVersion() + ", Java " + Runtime.version());
    }

    private static Diagnosis state(Path directory) {
        Path existing = nearest(directory.toAbsolutePath());
        if (existing == null || !Files.isDirectory(existing) || !Files.isWritable(existing)) {
            return Diagnosis.problem(
                    STATE,
                    directory + " cannot be written to by " + System.getProperty("user.name"),
                    "give it to the user that the detector runs as, or set state: directory");
        }
        long free;
        try {
            free = Files.getFileStore(existing).getUsableSpace();
        } catch (IOException e) {
            return Diagnosis.warning(STATE, directory + ": how much is free cannot be told", "look at the file system");
        }
        String told = directory + (existing.equals(directory.toAbsolutePath()) ? "" : " (not made yet)") + ", "
                + Counts.bytes(free) + " free";
        return free < LITTLE_SPACE
                ? Diagnosis.warning(STATE, told, "make room: the detector stops when its state cannot be written")
                : Diagnosis.ok(STATE, told);
    }

    private static @Nullable Path nearest(Path directory) {
        Path existing = directory;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }
}
