package io.windhover.rules.ir;

import io.windhover.rules.source.Position;

/**
 * A place where a document names a field.
 *
 * @param field the field
 * @param position where its name begins
 */
public record FieldUse(Field field, Position position) {}
