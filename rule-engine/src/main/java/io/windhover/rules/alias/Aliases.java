package io.windhover.rules.alias;

import io.windhover.rules.alias.AliasParser.AliasFile;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.LogSourcePattern;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.LogSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** For every log source, the names that rules use for its fields beside its own. Immutable. */
public final class Aliases {
    private static final String INDEX = "index.txt";

    private final List<AliasFile> files;

    private Aliases(List<AliasFile> files) {
        this.files = files.stream()
                .sorted(Comparator.comparingInt(Aliases::specificity).reversed())
                .toList();
    }

    /** The aliases that ship with Windhover: one file per log source beside this class. */
    public static Aliases standard() {
        List<SourceFile> files = new ArrayList<>();
        for (String name : resource(INDEX).lines().toList()) {
            files.add(new SourceFile(name, resource(name)));
        }
        return new Aliases(List.of()).with(files, issue -> {
            throw new IllegalStateException("A shipped alias file is broken: " + issue);
        });
    }

    /** None: every name is the log's own. */
    public static Aliases none() {
        return new Aliases(List.of());
    }

    /** These and an operator's, which go first where both name a field of the same log source. */
    public Aliases with(Collection<SourceFile> more, Consumer<Issue> issueSink) {
        List<AliasFile> all = new ArrayList<>();
        for (SourceFile file : more) {
            Issues issues = new Issues(file.name());
            all.addAll(AliasParser.parse(file, issues));
            issues.list().forEach(issueSink);
        }
        all.addAll(files);
        return new Aliases(all);
    }

    /** Where a field's values stand in the events of a log source. */
    public List<FieldSource> sources(LogSource logSource, Field field) {
        if (field.isNormalised()) {
            return List.of(new FieldSource.Normalised(field));
        }
        for (AliasFile file : files) {
            if (file.logSource().matches(logSource)) {
                Optional<List<FieldSource>> sources = sources(file, field);
                if (sources.isPresent()) {
                    return sources.get();
                }
            }
        }
        return List.of(FieldSource.Path.of(field.name()));
    }

    /** The fields that the events of a rule's logs can have, where a file describes all of these logs. */
    public KnownFields knownFields(LogSourcePattern logSource) {
        return new KnownFields(files.stream()
                .filter(file -> logSource.isWithin(file.logSource()))
                .toList());
    }

    /** The products whose logs files describe. */
    public Set<String> products() {
        return files.stream()
                .map(file -> file.logSource().product())
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    }

    /** The services that files describe: of one product, or of all. */
    public Set<String> services(@Nullable String product) {
        return files.stream()
                .map(AliasFile::logSource)
                .filter(source -> product == null || product.equalsIgnoreCase(source.product()))
                .map(LogSourcePattern::service)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    }

    /** The names of a log source's aliases, those with a wildcard too. */
    public List<String> names(LogSource logSource) {
        return files.stream()
                .filter(file -> file.logSource().matches(logSource))
                .flatMap(file -> file.aliases().stream())
                .map(Alias::name)
                .distinct()
                .toList();
    }

    /** An exact name goes before one with a wildcard, a longer one of these before a shorter. */
    private static Optional<List<FieldSource>> sources(AliasFile file, Field field) {
        return file.aliases().stream()
                .filter(alias -> alias.sources(field).isPresent())
                .max(Comparator.<Alias>comparingInt(alias -> alias.name().equals(field.name()) ? 1 : 0)
                        .thenComparingInt(alias -> alias.name().length()))
                .flatMap(alias -> alias.sources(field));
    }

    private static int specificity(AliasFile file) {
        return (file.logSource().service() == null ? 0 : 1)
                + (file.logSource().category() == null ? 0 : 1)
                + (file.logSource().product() == null ? 0 : 1);
    }

    private static String resource(String name) {
        try (InputStream stream = Aliases.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The resource " + name + " is missing.");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
