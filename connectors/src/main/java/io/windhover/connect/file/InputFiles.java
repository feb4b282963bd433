package io.windhover.connect.file;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The files that a list of names stands for. */
public final class InputFiles {

    /** Names standard input. */
    public static final String STANDARD_INPUT = "-";

    private InputFiles() {}

    /**
     * Expands directories to the regular files below them, sorted by path; hidden files and directories are left out.
     * Files keep the order in which they were named, and none is listed twice.
     *
     * @throws NoSuchFileException for a name that does not exist
     */
    public static List<String> expand(Collection<String> names) throws IOException {
        Set<String> files = new LinkedHashSet<>();
        for (String name : names) {
            if (name.equals(STANDARD_INPUT)) {
                files.add(name);
                continue;
            }
            Path path = Path.of(name);
            if (!Files.exists(path)) {
                throw new NoSuchFileException(name);
            }
            if (Files.isDirectory(path)) {
                files.addAll(below(path));
            } else {
                files.add(name);
            }
        }
        return List.copyOf(files);
    }

    private static List<String> below(Path directory) throws IOException {
        List<String> files = new ArrayList<>();
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return isHidden(path) && !path.equals(directory)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                // A link to a file is followed, a link to a directory is not: the tree may hold a circle.
                if (!isHidden(path) && Files.isRegularFile(path)) {
                    files.add(path.toString());
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
                // Reported where it is opened, as every file that cannot be read.
                files.add(path.toString());
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return files;
    }

    static boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }
}
