package io.windhover.cli.rules;

import io.windhover.cli.output.Failure;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.alias.Aliases;
import io.windhover.rules.sigma.PlaceholderValues;
import io.windhover.rules.sigma.SigmaOptions;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.IssueRenderer;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a user decides about the compiling of rules: the same options on every command that compiles some. */
public final class RuleOptions {
    @Option(
            names = "--placeholders",
            paramLabel = "FILE",
            description = "Values for |expand: a YAML map from each placeholder's name to a value or a list of them.")
    private @Nullable Path placeholders;

    @Option(names = "--retired", description = "Load rules of status deprecated and unsupported too.")
    private boolean retired;

    @Option(
            names = "--allow-inverting-filters",
            description = "Accept filters without any not, which keep what they match and drop the rest.")
    private boolean invertingFilters;

    @Option(
            names = "--aliases",
            paramLabel = "FILE|DIR",
            description = "Your own files of field aliases; they go before those that ship with Windhover.")
    private List<Path> aliases = List.of();

    /** Whether rules are compiled as the detector does. */
    public boolean isDefault() {
        return placeholders == null && !retired && !invertingFilters && aliases.isEmpty();
    }

    /**
     * The compiler that they make.
     *
     * @throws Failure if a file that they name cannot be read or is wrong; the message shows each place
     */
    public RuleCompiler compiler() {
        SigmaOptions sigma = new SigmaOptions(retired, values(), invertingFilters);
        return new RuleCompiler(aliases(), sigma);
    }

    private Map<String, List<String>> values() {
        if (placeholders == null) {
            return Map.of();
        }
        List<Issue> issues = new ArrayList<>();
        Optional<SourceFile> file = read(placeholders, issues);
        Map<String, List<String>> values = Map.of();
        if (file.isPresent()) {
            Issues found = new Issues(file.get().name());
            values = PlaceholderValues.parse(file.get(), found);
            issues.addAll(found.list());
        }
        refuse("the placeholders cannot be used", issues, file.stream().toList());
        return values;
    }

    private static Optional<SourceFile> read(Path file, List<Issue> issues) {
        try {
            return TextFile.read(file, file.toString(), 1, issues);
        } catch (NoSuchFileException e) {
            throw new Failure(MissingFile.message(file), e);
        } catch (IOException e) {
            throw new Failure(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Aliases aliases() {
        if (aliases.isEmpty()) {
            return Aliases.standard();
        }
        RuleFiles files = RuleFiles.read(aliases, "alias file");
        List<SourceFile> sources = files.files().stream().map(RuleFile::source).toList();
        List<Issue> issues = new ArrayList<>(files.issues());
        Aliases all = Aliases.standard().with(sources, issues::add);
        refuse("the aliases cannot be used", issues, sources);
        return all;
    }

    private static void refuse(String what, List<Issue> issues, List<SourceFile> files) {
        if (issues.isEmpty()) {
            return;
        }
        Map<String, SourceFile> byName = files.stream().collect(Collectors.toMap(SourceFile::name, file -> file));
        String places = issues.stream()
                .map(issue -> IssueRenderer.render(
                        issue, byName.getOrDefault(issue.file(), new SourceFile(issue.file(), ""))))
                .collect(Collectors.joining("\n"));
        throw new Failure(what + ":\n" + places);
    }
}
