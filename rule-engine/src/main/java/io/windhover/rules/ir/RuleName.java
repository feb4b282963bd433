package io.windhover.rules.ir;

import io.windhover.rules.source.Position;
import org.jspecify.annotations.Nullable;

/**
 * How one document refers to another: by its id or its name.
 *
 * @param text the id or name
 * @param position where the reference stands
 */
public record RuleName(String text, Position position) {
    /** Whether a document that has this id and perhaps this name is meant. */
    public boolean means(String id, @Nullable String name) {
        return text.equals(id) || text.equals(name);
    }
}
