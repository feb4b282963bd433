package io.windhover.connect.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the files to follow are at a moment. */
final class LogFiles {

    private LogFiles() {}

    /**
     * A file as the directory shows it.
     *
     * @param path absolute
     * @param key the file itself, under whatever name; null where the file system has no such thing, or where it could not
     *     be looked at
     * @param size in bytes
     * @param modified when it was last written, in milliseconds since 1970
     */
    record Listed(String path, @Nullable Object key, long size, long modified) {}

    /**
     * The files that names stand for: a directory for all files below it but hidden ones, a file for itself and the other
     * parts of its log. Those written longest ago come first. What vanishes meanwhile is left out.
     *
     * @throws NoSuchFileException for the name of something in a directory that does not exist
     */
    static List<Listed> list(Collection<String> names) throws IOException {
        Map<String, Listed> found = new LinkedHashMap<>();
        for (String name : names) {
            Path path = Path.of(name).toAbsolutePath().normalize();
            if (Files.isDirectory(path)) {
                walk(path, found);
            } else {
                partsOf(path, found);
            }
        }
        return found.values().stream()
                .sorted(Comparator.comparingLong(Listed::modified).thenComparing(Listed::path))
                .toList();
    }

    private static void partsOf(Path file, Map<String, Listed> found) throws IOException {
        Path directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new NoSuchFileException(file.toString());
        }
        String family = LogFamily.of(file);
        Predicate<Path> isPart = path -> path.equals(file)
                || (!InputFiles.isHidden(path) && LogFamily.of(path).equals(family));
        List<Path> parts;
        try (Stream<Path> children = Files.list(directory)) {
            parts = new ArrayList<>(children.filter(isPart).toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path part : parts) {
            add(part, found);
        }
    }

    private static void walk(Path directory, Map<String, Listed> found) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return InputFiles.isHidden(path) && !path.equals(directory)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (!InputFiles.isHidden(path)) {
                    if (attributes.isSymbolicLink()) {
                        add(path, found);
                    } else {
                        add(path, attributes, found);
                    }
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
                if (!(e instanceof NoSuchFileException)) {
                    // Reported where it is opened, as every file that cannot be read.
                    found.put(path.toString(), new Listed(path.toString(), null, 0, 0));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) {
                // Removed while it was listed.
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static void add(Path path, Map<String, Listed> found) {
        try {
            add(path, Files.readAttributes(path, BasicFileAttributes.class), found);
        } catch (NoSuchFileException e) {
            // Renamed or removed since it was listed.
        } catch (IOException e) {
            found.put(path.toString(), new Listed(path.toString(), null, 0, 0));
        }
    }

    private static void add(Path path, BasicFileAttributes attributes, Map<String, Listed> found) {
        if (attributes.isRegularFile()) {
            found.put(
                    path.toString(),
                    new Listed(
                            path.toString(),
                            attributes.fileKey(),
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis()));
        }
    }
}
