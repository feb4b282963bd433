package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.windhover.rules.source.Issue;
import io.windhover.rules.source.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublicRulesTest {
    private static final String AWS = "rules-public/sigma/rules/cloud/aws";
    private static final String ALL = "rules-public/sigma";

    @Test
    void shouldLoadEveryAwsRule() {
        // Given
        List<SourceFile> files = files(AWS);

        // When
        Compilation compilation = compile(files);

        // Then
        assertThat(compilation.issues()).filteredOn(Issue::isError).isEmpty();
        assertThat(compilation.ruleSet().rules()).hasSameSizeAs(files);
    }

    @Test
    void shouldLoadAllPublicRulesButThoseThatLackAnOperatorsValues() {
        // Given
        List<SourceFile> files = files(ALL);

        // When
        Compilation compilation = compile(files);

        // Then
        List<Issue> errors =
                compilation.issues().stream().filter(Issue::isError).toList();
        errors.forEach(System.out::println);
        assertThat(errors).allSatisfy(issue -> assertThat(issue.message()).contains("placeholder"));
        assertThat(compilation.ruleSet().rules())
                .hasSize(files.size()
                        - (int) errors.stream().map(Issue::file).distinct().count());
    }

    @Test
    void shouldWarnOnlyOfPublicRulesThatNameWhatThereIsNot() {
        // When
        List<String> warnings = compile(files(ALL)).issues().stream()
                .filter(issue -> !issue.isError())
                .map(issue -> issue.file().replaceAll(".*/", "") + ": " + issue.message())
                .toList();

        // Then
        assertThat(warnings)
                .containsExactly("azure_user_password_change.yml: Events of azure/auditlogs have no field 'Target'.");
    }

    private static Compilation compile(List<SourceFile> files) {
        RuleCompiler compiler = RuleCompiler.standard();
        return compiler.compile(files.stream().map(compiler::parse).toList());
    }

    private static List<SourceFile> files(String below) {
        Optional<Path> root = SharedData.find(below);
        assumeThat(root).describedAs("public rules beside the project").isPresent();
        return SharedData.files(root.orElseThrow(), ".yml").stream()
                .map(file -> new SourceFile(root.orElseThrow().relativize(file).toString(), SharedData.read(file)))
                .toList();
    }
}
