package io.windhover.rules.ir;

import io.windhover.rules.source.Position;
import java.util.List;

/**
 * The fields that one document names, as far as it could be read: known also of a document that is refused.
 *
 * @param file name of the file it stands in
 * @param logSource the logs that it is about
 * @param place where it says so
 * @param uses in the order of the text
 */
public record FieldUses(String file, LogSourcePattern logSource, Position place, List<FieldUse> uses) {
    public FieldUses {
        uses = List.copyOf(uses);
    }
}
