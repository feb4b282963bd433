package io.windhover.rules.source;

import java.util.Objects;

/**
 * Text that a user wrote and the name it is reported under; the engine itself never opens a file.
 *
 * @param name how messages call it, usually a path relative to the folder that was read
 * @param text the whole text
 */
public record SourceFile(String name, String text) {
    public SourceFile {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(text, "text");
    }
}
