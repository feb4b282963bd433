package io.windhover.cli.rules;

import io.windhover.cli.classpath.ClasspathFolder;
import io.windhover.cli.output.Failure;
import io.windhover.rules.source.Issue;
import io.windhover.rules.source.Position;
import io.windhover.rules.source.Severity;
import io.windhover.rules.source.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rule files of some folders.
 *
 * @param files in the order of the folders, by path within each
 * @param issues what is wrong with files that could not be taken as text
 */
public record RuleFiles(List<RuleFile> files, List<Issue> issues) {
    /** What the rules topic takes; see the schema of its records. */
    private static final int MOST_BYTES = 1 << 20;

    private static final String SHIPPED = "rules";
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

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
        List<RuleFile> files = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (Path folder : folders) {
            try {
                Path real = folder.toRealPath();
                for (Path file : ruleFiles(real)) {
                    if (seen.add(file.toRealPath())) {
                        add(file, name(folder, real, file), origin(real, file), files, issues);
                    }
                }
            } catch (NoSuchFileException e) {
                throw new Failure(e.getFile() + ": no such file or directory", e);
            } catch (IOException e) {
                throw new Failure(folder + ": cannot be read: " + e.getMessage(), e);
            }
        }
        if (files.isEmpty() && issues.isEmpty()) {
            throw new Failure("no rule file (*.yml, *.yaml) in " + String.join(", ", names(folders)));
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
    SourceFile source(Issue issue) {
        return files.stream()
                .map(RuleFile::source)
                .filter(source -> source.name().equals(issue.file()))
                .findFirst()
                .orElse(new SourceFile(issue.file(), ""));
    }

    private static RuleFiles shipped(Path folder) throws IOException {
        List<RuleFile> files = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Path file : ruleFiles(folder)) {
            String origin = origin(folder, file);
            add(file, SHIPPED + "/" + origin, origin, files, issues);
        }
        return new RuleFiles(files, issues);
    }

    private static void add(Path file, String name, String origin, List<RuleFile> files, List<Issue> issues)
            throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            issues.add(new Issue(Severity.ERROR, name, Position.START, "the file is larger than 1 MB", null));
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int start = startsWithByteOrderMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, bytes.length - start))
                    .toString();
            files.add(new RuleFile(origin, new SourceFile(name, text)));
        } catch (CharacterCodingException e) {
            issues.add(new Issue(Severity.ERROR, name, Position.START, "the file is not text in UTF-8", null));
        }
    }

    private static boolean startsWithByteOrderMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && ByteBuffer.wrap(bytes, 0, BYTE_ORDER_MARK.length).equals(ByteBuffer.wrap(BYTE_ORDER_MARK));
    }

    /** Links to files are followed, links to folders are not: they may lead round in a circle. */
    private static List<Path> ruleFiles(Path folder) throws IOException {
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
                    found.addAll(ruleFiles(entry));
                } else if (name.matches(".*\\.ya?ml") && Files.isRegularFile(entry)) {
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
