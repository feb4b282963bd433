package io.windhover.cli.cases;

import io.windhover.cli.output.Failure;
import io.windhover.cli.rules.RuleFile;
import io.windhover.cli.rules.RuleFiles;
import io.windhover.cli.rules.TextFile;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.cases.RuleCaseParser;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import io.windhover.rules.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds and reads the test files beside rule files: {@code X.test.ndjson} beside {@code X.yml}.
 *
 * @param files those that could be read, in the order of the rules
 * @param issues of test files without a rule, or that are no text
 */
record TestFiles(List<TestFile> files, List<Issue> issues) {
    private static final Pattern NAME = Pattern.compile(".*\\.test\\.ndjson");
    private static final String ENDING = ".test.ndjson";
    private static final int MOST_MEGABYTES = 64;

    TestFiles {
        files = List.copyOf(files);
        issues = List.copyOf(issues);
    }

    /**
     * One test file.
     *
     * @param rules the file it stands beside
     * @param source its text
     * @param cases the lines that are sound
     * @param issues of the others
     */
    record TestFile(RuleFile rules, SourceFile source, List<RuleCase> cases, List<Issue> issues) {}

    /**
     * Reads the test files of some rules.
     *
     * @param paths the folders and files that the rules were read from
     * @throws Failure if one cannot be read
     */
    static TestFiles read(RuleFiles rules, List<Path> paths) {
        List<TestFile> files = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        try {
            for (RuleFile file : rules.files()) {
                Path path = beside(Path.of(file.source().name()));
                if (Files.isRegularFile(path)) {
                    read(file, path, issues).ifPresent(files::add);
                }
            }
            for (Path path : paths) {
                if (Files.isDirectory(path)) {
                    orphans(path, issues);
                }
            }
        } catch (IOException e) {
            throw new Failure("test events cannot be read: " + e, e);
        }
        return new TestFiles(files, issues);
    }

    /** Where the events of a rule file stand. */
    static Path beside(Path rules) {
        String name = String.valueOf(rules.getFileName());
        return rules.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ENDING);
    }

    private static Optional<TestFile> read(RuleFile rules, Path path, List<Issue> unreadable) throws IOException {
        Optional<SourceFile> source = TextFile.read(path, path.toString(), MOST_MEGABYTES, unreadable);
        return source.map(text -> {
            Issues issues = new Issues(text.name());
            List<RuleCase> cases = RuleCaseParser.parse(text, issues);
            return new TestFile(rules, text, cases, issues.list());
        });
    }

    /** Events that nothing judges would look like a test that passes. */
    private static void orphans(Path folder, List<Issue> issues) throws IOException {
        for (Path test : RuleFiles.below(folder, NAME)) {
            String stem = stem(test);
            if (!Files.exists(test.resolveSibling(stem + ".yml"))
                    && !Files.exists(test.resolveSibling(stem + ".yaml"))) {
                issues.add(new Issue(
                        Severity.ERROR,
                        test.toString(),
                        Position.START,
                        "There is no rule beside these events: " + stem + ".yml is missing.",
                        Nearest.question(stem + ".yml", rulesBeside(test)).orElse(null)));
            }
        }
    }

    private static List<String> rulesBeside(Path test) throws IOException {
        try (Stream<Path> entries = Files.list(test.resolveSibling("").toAbsolutePath())) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.endsWith(".yml") || name.endsWith(".yaml"))
                    .toList();
        }
    }

    private static String stem(Path test) {
        String name = String.valueOf(test.getFileName());
        return name.substring(0, name.length() - ENDING.length());
    }
}
