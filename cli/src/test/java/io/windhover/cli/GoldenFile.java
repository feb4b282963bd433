package io.windhover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Compares output with a file beside the test; a change of either must be seen and meant. */
public final class GoldenFile {
    private GoldenFile() {}

    /** Fails where they differ; the name is that of a resource in the package of the test. */
    public static void assertEqual(Class<?> test, String name, String actual) throws IOException {
        try (InputStream stream = test.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            assertThat(actual).isEqualTo(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
