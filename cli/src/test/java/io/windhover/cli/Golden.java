package io.windhover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What commands are expected to print, in files beside the test. */
public final class Golden {
    private Golden() {}

    /** The text must be that of a resource beside the test's class. */
    public static void assertEqual(Class<?> test, String name, String actual) {
        assertThat(actual).isEqualToNormalizingNewlines(text(test, name));
    }

    /** A file or folder among the test's resources. */
    public static Path path(Class<?> test, String name) {
        return Path.of("src/test/resources", test.getPackageName().replace('.', '/'), name);
    }

    private static String text(Class<?> test, String name) {
        try (InputStream stream = test.getResourceAsStream(name)) {
            assertThat(stream).as(name).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
