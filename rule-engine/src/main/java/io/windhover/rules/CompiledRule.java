package io.windhover.rules;

import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.source.Position;
import io.windhover.schemas.RuleReference;

/** One rule of a {@link RuleSet}; immutable. */
public final class CompiledRule {
    private final RuleReference reference;
    private final LogSourcePattern logSource;
    private final String file;
    private final Position position;

    CompiledRule(RuleReference reference, LogSourcePattern logSource, String file, Position position) {
        this.reference = reference;
        this.logSource = logSource;
        this.file = file;
        this.position = position;
    }

    /** What travels with its findings and alerts. */
    public RuleReference reference() {
        return reference;
    }

    /** The logs it is for. */
    public LogSourcePattern logSource() {
        return logSource;
    }

    /** Name of the {@link io.windhover.rules.source.SourceFile} it stands in. */
    public String file() {
        return file;
    }

    /** Where its document begins. */
    public Position position() {
        return position;
    }

    @Override
    public String toString() {
        return reference.getUid() + " (" + file + ":" + position + ")";
    }
}
