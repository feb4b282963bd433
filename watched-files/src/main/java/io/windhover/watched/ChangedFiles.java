package io.windhover.watched;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether files have changed: written anew, replaced, removed, or behind a link that leads elsewhere now, as Kubernetes
 * changes what it mounts. They are looked at and not listened to, since network file systems tell nothing. For one thread at a time.
 */
public final class ChangedFiles {
    private final List<Path> paths;
    private List<Optional<Stamp>> seen;

    /** By what a changed file is told. */
    private record Stamp(@Nullable Object fileKey, FileTime modified, long size) {
        static Optional<Stamp> of(Path path) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
                return Optional.of(new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size()));
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }

    /** From now on; to be made before the files are read: what is written meanwhile is read again. */
    public ChangedFiles(List<Path> paths) {
        this.paths = List.copyOf(paths);
        this.seen = stamps();
    }

    /** Whether one of them has changed since this was asked last. */
    public boolean haveChanged() {
        List<Optional<Stamp>> now = stamps();
        boolean changed = !now.equals(seen);
        seen = now;
        return changed;
    }

    private List<Optional<Stamp>> stamps() {
        return paths.stream().map(Stamp::of).toList();
    }
}
