package io.windhover.distribution.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.distribution.Repository;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A distribution whose processes can be started.
 *
 * @param folder where it is unpacked
 */
record Build(Path folder) {
    /** What this build has made. */
    static Build current() {
        return new Build(Repository.file("distribution/target/windhover"));
    }

    /** The one that {@code -Dwindhover.upgrade.from} names, made of an earlier commit. */
    static Optional<Build> earlier() {
        Optional<Build> earlier = Optional.ofNullable(System.getProperty("windhover.upgrade.from"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> new Build(Path.of(folder).toAbsolutePath()));
        earlier.ifPresent(build -> assertThat(build.program("windhover"))
                .as("windhover.upgrade.from")
                .isExecutable());
        return earlier;
    }

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    Path plugins() {
        return folder.resolve("plugins");
    }

    /** Of its processes, which are many on a machine that is small. */
    static Map<String, String> environment() {
        return Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "WINDHOVER_HEAP",
                "384m",
                "WINDHOVER_JAVA_OPTIONS",
                "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    }
}
