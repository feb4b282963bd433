package io.windhover.rules;

import io.windhover.rules.alias.Aliases;
import io.windhover.rules.source.SourceFile;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/**
 * Rule files to a {@link RuleSet}, in two steps: {@link #parse} reads one file by itself, {@link #compile} plans a whole
 * set. The first depends on the file's content alone, so that its result can be kept by hash. Thread-safe.
 */
public final class RuleCompiler {
    private final Aliases aliases;

    public RuleCompiler(Aliases aliases) {
        this.aliases = Objects.requireNonNull(aliases, "aliases");
    }

    /** With the aliases that ship with Windhover. */
    public static RuleCompiler standard() {
        return new RuleCompiler(Aliases.standard());
    }

    /** Never throws for what stands in the file: see {@link ParsedFile#issues()}. */
    public ParsedFile parse(SourceFile file) {
        return new ParsedFile(file.name(), List.of());
    }

    /** Never throws for what stands in the files; a rule with an error is left out alone. */
    public Compilation compile(Collection<ParsedFile> files) {
        Objects.requireNonNull(aliases);
        return new Compilation(
                new RuleSet(List.of()),
                files.stream().flatMap(file -> file.issues().stream()).toList());
    }
}
