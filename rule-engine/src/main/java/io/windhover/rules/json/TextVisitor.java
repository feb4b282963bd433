package io.windhover.rules.json;

/** Shown one text after another. */
@FunctionalInterface
public interface TextVisitor {
    /** Whether that was enough: no more are then shown. The text may be reused after the call. */
    boolean visit(ByteText text);
}
