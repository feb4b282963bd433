package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.windhover.rules.source.Issue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * All that is said of the files in {@code diagnostics.txt}, word by word and place by place. There a case begins with
 * {@code ===}, and what is said of it stands behind {@code >>>}; {@code -Dwindhover.diagnostics.write=true} writes that.
 */
class GoldenDiagnosticsTest {
    private static final Path CASES =
            Path.of(System.getProperty("user.dir")).resolve("src/test/resources/io/windhover/rules/diagnostics.txt");
    private static final String CASE = "=== ";
    private static final String SAID = ">>> ";

    private record Case(String says, List<String> file, List<String> said) {}

    @TestFactory
    Stream<DynamicTest> shouldSayWhatTheTableSays() throws IOException {
        if (Boolean.getBoolean("windhover.diagnostics.write")) {
            write(read());
        }
        List<Case> cases = read();
        assertThat(cases).hasSizeGreaterThan(50);
        return cases.stream()
                .map(each -> dynamicTest(each.says, () -> assertThat(said(each)).containsExactlyElementsOf(each.said)));
    }

    private static List<String> said(Case each) {
        return RuleSetOf.files("f", String.join("\n", each.file) + "\n").compilation().issues().stream()
                .map(Issue::toString)
                .map(said -> said.substring("f:".length()))
                .toList();
    }

    private static List<Case> read() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String line : Files.readAllLines(CASES)) {
            if (line.startsWith(CASE)) {
                cases.add(new Case(line.substring(CASE.length()), new ArrayList<>(), new ArrayList<>()));
            } else {
                Case last = cases.get(cases.size() - 1);
                if (line.startsWith(SAID)) {
                    last.said.add(line.substring(SAID.length()));
                } else {
                    last.file.add(line);
                }
            }
        }
        return cases;
    }

    private static void write(List<Case> cases) throws IOException {
        Files.writeString(
                CASES,
                cases.stream()
                        .flatMap(each -> Stream.of(
                                        Stream.of(CASE + each.says),
                                        each.file.stream(),
                                        said(each).stream().map(SAID::concat))
                                .flatMap(lines -> lines))
                        .collect(Collectors.joining("\n", "", "\n")));
    }
}
