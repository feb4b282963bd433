package io.windhover.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files that are checked here, and what the build has made of them. */
public final class Repository {
    private static final Path MODULE = Path.of(System.getProperty("user.dir"));

    private Repository() {}

    public static Path file(String name) {
        return MODULE.resolveSibling(name);
    }

    /** What the image holds in {@code /opt/windhover}. */
    static Path distribution() {
        return MODULE.resolve("target/windhover");
    }

    /** Of a jar of the distribution. */
    static Attributes manifest(String jar) throws IOException {
        try (JarFile file = new JarFile(distribution().resolve(jar).toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }

    public static String text(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A YAML document as maps, lists and scalars. */
    public static Object yaml(String label, String text) {
        return new Load(LoadSettings.builder().setLabel(label).build()).loadFromString(text);
    }
}
