package io.windhover.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each bound that the threat model claims names the test that shows it. */
class ThreatModelTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))`");
    private static final Pattern RULER = Pattern.compile("\\|[-|]+\\|");

    private final String page = Repository.text("docs/threat-model.md");

    @Test
    void shouldNameOnlyTestsThatExist() throws IOException {
        Set<String> named = tests(page);

        assertThat(named).hasSizeGreaterThan(30);
        assertThat(classes()).containsAll(named);
    }

    @Test
    void shouldNameATestForEachAttempt() {
        List<String> attempts = page.lines()
                .filter(line -> line.startsWith("| "))
                .filter(line -> !line.endsWith("| shown by |"))
                .toList();

        assertThat(page.lines().filter(line -> RULER.matcher(line).matches())).hasSizeGreaterThan(4);
        assertThat(attempts).hasSizeGreaterThan(25).allSatisfy(attempt -> assertThat(
                        tests(attempt.substring(attempt.lastIndexOf('|', attempt.length() - 2))))
                .as(attempt)
                .isNotEmpty());
    }

    private static Set<String> tests(String text) {
        return TEST.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> classes() throws IOException {
        Set<String> classes = new TreeSet<>();
        Files.walkFileTree(Repository.file("").toAbsolutePath().normalize(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                return name.equals("target") || name.startsWith(".") || folder.endsWith("src/main")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith(".java")) {
                    classes.add(name.substring(0, name.length() - ".java".length()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return classes;
    }
}
