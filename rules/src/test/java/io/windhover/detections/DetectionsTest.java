package io.windhover.detections;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.Compilation;
import io.windhover.rules.CompiledStatefulRule;
import io.windhover.rules.RuleCompiler;
import io.windhover.rules.cases.CaseInput.Sequence;
import io.windhover.rules.cases.RuleCase;
import io.windhover.rules.cases.RuleCaseParser;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.SourceFile;
import io.windhover.schemas.Level;
import io.windhover.schemas.RuleReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The detections that remember, as they are shipped: {@code windhover rules test} runs what stands beside them. */
class DetectionsTest {
    private static final List<String> FOLDERS = List.of("cloud", "container-to-cloud", "credentials", "identity");
    private static final Compilation COMPILATION = compile();

    @Test
    void shouldLoadWithoutAnIssue() {
        assertThat(COMPILATION.issues()).isEmpty();
    }

    @Test
    void shouldHaveUniqueIdsAndTitles() {
        assertThat(COMPILATION.ruleSet().all())
                .extracting(rule -> rule.reference().getUid())
                .doesNotHaveDuplicates();
        assertThat(COMPILATION.ruleSet().all())
                .extracting(rule -> rule.reference().getTitle())
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldAlertByWhatRemembersAlone() {
        assertThat(COMPILATION.ruleSet().rules()).noneMatch(rule -> rule.alerts());
    }

    @ParameterizedTest
    @MethodSource("alerting")
    void shouldSayWhatAnAnalystNeeds(CompiledStatefulRule rule) {
        RuleReference reference = rule.reference();

        assertThat(reference.getUid()).matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(reference.getTitle()).isNotBlank().hasSizeLessThanOrEqualTo(110);
        assertThat(reference.getDescription()).hasSizeGreaterThan(100);
        assertThat(reference.getAuthor()).isEqualTo("Windhover");
        assertThat(reference.getLicense()).isEqualTo("Apache-2.0");
        assertThat(reference.getReferences()).anyMatch(link -> link.startsWith("https://attack.mitre.org/techniques/"));
        assertThat(reference.getFalsePositives()).isNotEmpty();
        assertThat(reference.getTriage()).isNotEmpty();
        assertThat(reference.getOwner()).isNotBlank();
        assertThat(reference.getTags())
                .anyMatch(tag -> tag.matches("attack\\.t[0-9]{4}(\\.[0-9]{3})?"))
                .anyMatch(tag -> tag.matches("attack\\.[a-z]+(-[a-z]+)*"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldStandBesideSequencesThatItMustAndMustNotSee(Path file) {
        // Given
        Path tests = Path.of(file.toString().replaceFirst("\\.yml$", ".test.ndjson"));
        Issues issues = new Issues(tests.toString());

        // When
        List<RuleCase> cases = RuleCaseParser.parse(source(tests), issues);

        // Then
        assertThat(issues.list()).isEmpty();
        assertThat(cases).allMatch(testCase -> testCase.input() instanceof Sequence);
        assertThat(cases).filteredOn(RuleCase::match).hasSizeGreaterThanOrEqualTo(2);
        assertThat(cases).filteredOn(testCase -> !testCase.match()).hasSizeGreaterThanOrEqualTo(2);
    }

    static List<CompiledStatefulRule> alerting() {
        return COMPILATION.ruleSet().stateful().stream()
                .filter(CompiledStatefulRule::alerts)
                .filter(rule -> rule.reference().getLevel() != Level.INFORMATIONAL)
                .toList();
    }

    static List<Path> files() {
        return FOLDERS.stream()
                .map(folder -> Path.of(System.getProperty("user.dir"), folder))
                .flatMap(DetectionsTest::below)
                .toList();
    }

    private static Compilation compile() {
        RuleCompiler compiler = RuleCompiler.standard();
        return compiler.compile(files().stream()
                .map(DetectionsTest::source)
                .map(compiler::parse)
                .toList());
    }

    private static Stream<Path> below(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.toString().endsWith(".yml")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceFile source(Path path) {
        try {
            return new SourceFile(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
