package io.windhover.cli.classpath;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Map;

/** Lets code that reads folders read one on the class path. */
public final class ClasspathFolder {
    private ClasspathFolder() {}

    /** Reads a folder. */
    @FunctionalInterface
    public interface Reader<T> {
        /** The folder can be used until this returns. */
        T read(Path folder) throws IOException;
    }

    /**
     * Opens a folder, has it read, and closes it.
     *
     * @param name without a slash at its beginning or end
     * @throws FileNotFoundException if this build lacks it
     */
    public static <T> T read(String name, Reader<T> reader) throws IOException {
        URL found = ClasspathFolder.class.getClassLoader().getResource(name + "/");
        if (found == null) {
            throw new FileNotFoundException(name + " is missing in this build");
        }
        try {
            URI uri = found.toURI();
            if (!"jar".equals(uri.getScheme())) {
                return reader.read(Path.of(uri));
            }
            try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                return reader.read(jar.getPath(name));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }
}
