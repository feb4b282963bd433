package io.windhover.cli.rules;

import io.windhover.cli.classpath.ClasspathFolder;
import io.windhover.cli.output.Failure;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rule files of some folders.
 *
 * @param files in the order of the folders, by path within each
 * @param issues what is wrong with files that could not be taken as text
 */
public record RuleFiles(List<RuleFile> files, List<Issue> issues) {
    /** What the rules topic takes; see the schema of its records. */
    private static final int MOST_MEGABYTES = 1;

    private static final String SHIPPED = "rules";
    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml");

    public RuleFiles {
        files = List.copyOf(files);
        issues = List.copyOf(issues);
    }

    /**
     * Reads every {@code .yml} and {@code .yaml} file below the folders; a file may be named too. Hidden files and
     * folders are left out, and what a Maven build wrote.
     *
     * @throws Failure if one cannot be read, or there is no rule file at all
     */
    public static RuleFiles read(List<Path> folders) {
        return read(folders, "rule file");
    }

    /** The same of other files in YAML; the kind is for messages. */
    static RuleFiles read(List<Path> folders, String kind) {
        List<RuleFile> files = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Path folder : folders) {
            try {
                Path real = folder.toRealPath();
                for (Path file : below(real, YAML)) {
                    if (seen.add(file.toRealPath())) {
                        add(file, name(folder, real, file), origin(real, file), files, issues);
                    }
                }
            } catch (NoSuchFileException e) {
                throw new Failure(MissingFile.message(Path.of(e.getFile())), e);
            } catch (IOException e) {
                throw new Failure(folder + ": cannot be read: " + e.getMessage(), e);
            }
        }
        if (files.isEmpty() && issues.isEmpty()) {
            throw new Failure("no " + kind + " (*.yml, *.yaml) in " + String.join(", ", names(folders)));
        }
        return new RuleFiles(files, issues);
    }

    /**
     * Those of the folders, or without any the rules that ship with Windhover.
     *
     * @throws Failure as {@link #read}
     */
    public static RuleFiles readOrShipped(List<Path> folders) {
        return folders.isEmpty() ? shipped() : read(folders);
    }

    /** The rules that ship with Windhover, from the class path. */
    public static RuleFiles shipped() {
        try {
            return ClasspathFolder.read(SHIPPED, RuleFiles::shipped);
        } catch (IOException e) {
            throw new Failure("the shipped rules cannot be read: " + e.getMessage(), e);
        }
    }

    /** The file that an issue names; empty text if it could not be read. */
    public SourceFile source(Issue issue) {
        return files.stream()
                .map(RuleFile::source)
                .filter(source -> source.name().equals(issue.file()))
                .findFirst()
                .orElse(new SourceFile(issue.file(), ""));
    }

    private static RuleFiles shipped(Path folder) throws IOException {
        List<RuleFile> files = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Path file : below(folder, YAML)) {
            String origin = origin(folder, file);
            add(file, SHIPPED + "/" + origin, origin, files, issues);
        }
        return new RuleFiles(files, issues);
    }

    private static void add(Path file, String name, String origin, List<RuleFile> files, List<Issue> issues)
            throws IOException {
        TextFile.read(file, name, MOST_MEGABYTES, issues).ifPresent(source -> files.add(new RuleFile(origin, source)));
    }

    /**
     * The files of some names below a folder, as {@link #read} finds them; or the file itself.
     *
     * <p>Links to files are followed, links to folders are not: they may lead round in a circle.
     */
    public static List<Path> below(Path folder, Pattern names) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of(folder);
        }
        List<Path> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = String.valueOf(entry.getFileName());
                if (name.startsWith(".") || isBuildOutput(entry)) {
                    continue;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    found.addAll(below(entry, names));
                } else if (names.matcher(name).matches() && Files.isRegularFile(entry)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** A folder of rules may be a Maven module, as ours is: what its build copied is there a second time. */
    private static boolean isBuildOutput(Path entry) {
        return entry.endsWith("target") && Files.exists(entry.resolveSibling("pom.xml"));
    }

    private static String name(Path folder, Path real, Path file) {
        return file.equals(real)
                ? folder.toString()
                : folder.resolve(real.relativize(file)).toString();
    }

    private static String origin(Path folder, Path file) {
        Path relative = file.equals(folder) ? file.getFileName() : folder.relativize(file);
        return String.valueOf(relative).replace('\\', '/');
    }

    private static List<String> names(List<Path> folders) {
        return folders.stream().map(Path::toString).toList();
    }
}
