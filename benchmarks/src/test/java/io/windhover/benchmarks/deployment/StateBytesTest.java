package io.windhover.benchmarks.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateBytesTest {
    @TempDir
    private Path state;

    @Test
    void shouldAddTheTasksOfEachStore() throws IOException {
        // Given
        write("detector/6_0/rocksdb/remember-groups/000012.sst", 100);
        write("detector/6_1/rocksdb/remember-groups/000007.sst", 20);
        write("detector/6_1/rocksdb/remember-timers/CURRENT", 3);
        write("detector/6_1/.checkpoint", 7);

        // When
        Map<String, Long> bytes = StateBytes.of(state);

        // Then
        assertThat(bytes).isEqualTo(Map.of("remember-groups", 120L, "remember-timers", 3L, StateBytes.OTHER, 7L));
    }

    private void write(String file, int bytes) throws IOException {
        Path path = state.resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[bytes]);
    }
}
