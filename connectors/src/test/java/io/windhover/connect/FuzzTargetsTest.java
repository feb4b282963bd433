package io.windhover.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.connect.logs.NormaliserFuzz;
import io.windhover.connect.read.RecordReaderFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the fuzzer starts from and what it once found: as it stands, cut off at every byte, and with each byte changed. */
class FuzzTargetsTest {
    /** One of the fuzzer's targets. */
    interface Target {
        void run(byte[] input) throws Exception;
    }

    @Test
    void shouldReadAnyInputToItsEnd() throws IOException {
        survives("records", RecordReaderFuzz::fuzzerTestOneInput);
    }

    @Test
    void shouldNormaliseOrRefuseAnyEvent() throws IOException {
        survives("cloudtrail", NormaliserFuzz::fuzzerTestOneInput);
    }

    private static void survives(String name, Target target) throws IOException {
        List<Path> seeds;
        try (var files = Files.list(Path.of("src/test/fuzz", name))) {
            seeds = files.sorted().toList();
        }
        assertThat(seeds).isNotEmpty();
        for (Path seed : seeds) {
            byte[] bytes = Files.readAllBytes(seed);
            run(target, bytes, seed + " as it stands");
            for (int i = 0; i < bytes.length; i++) {
                run(target, Arrays.copyOf(bytes, i), seed + " cut off at " + i);
                for (byte b : new byte[] {0, '"', '\\', '{', '}', ']', '\n', (byte) (bytes[i] ^ 0x80)}) {
                    byte[] damaged = bytes.clone();
                    damaged[i] = b;
                    run(target, damaged, seed + " with " + b + " at " + i);
                }
            }
        }
    }

    private static void run(Target target, byte[] input, String what) {
        try {
            target.run(input);
        } catch (Exception | AssertionError | StackOverflowError fault) {
            throw new AssertionError(what, fault);
        }
    }
}
