package io.windhover.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.RuleCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssueRendererTest {
    @Test
    void shouldDrawACaretUnderThePlaceWithTheSuggestionBehindIt() {
        // Given
        SourceFile file = new SourceFile("iam.yml", """
                title: Key made
                logsource: {product: aws}
                detection:
                    selection:
                        eventName|contain: Key
                    condition: selecton
                """);

        // When
        List<String> drawn = RuleCompiler.standard().parse(file).issues().stream()
                .map(issue -> IssueRenderer.render(issue, file))
                .toList();

        // Then
        assertThat(drawn).contains("""
                        iam.yml:5:19: error: Unknown modifier 'contain'.
                             5 |         eventName|contain: Key
                               |                   ^ did you mean 'contains'?""", """
                        iam.yml:6:16: error: Nothing is called 'selecton' in this detection.
                             6 |     condition: selecton
                               |                ^ did you mean 'selection'?""");
    }

    @Test
    void shouldPointIntoAQuotedCondition() {
        // Given
        SourceFile file = new SourceFile(
                "r.yml", "title: x\nlogsource: {product: aws}\ndetection: {s: {a: 1}, condition: 's and t'}\n");

        // When
        List<Issue> issues = RuleCompiler.standard().parse(file).issues();

        // Then
        assertThat(issues).extracting(Issue::position).containsExactly(new Position(3, 42));
    }

    @Test
    void shouldKeepTabsSoThatTheCaretStandsRight() {
        // Given
        Issue issue = new Issue(Severity.WARNING, "f", new Position(1, 4), "Odd.", null);

        // When
        String drawn = IssueRenderer.render(issue, new SourceFile("f", "a\tb c"));

        // Then
        assertThat(drawn).isEqualTo("f:1:4: warning: Odd.\n     1 | a\tb c\n       |  \t ^");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 160, 161, 5001, 10_001})
    void shouldShowAVeryLongLineAroundThePlace(int column) {
        // Given
        String line = "x".repeat(column - 1) + "!" + "y".repeat(10_001 - column);
        Issue issue = new Issue(Severity.ERROR, "f", new Position(1, column), "Odd.", null);

        // When
        String drawn = IssueRenderer.render(issue, new SourceFile("f", line));

        // Then
        List<String> lines = drawn.lines().toList();
        assertThat(drawn).hasSizeLessThan(600);
        assertThat(lines.get(1).charAt(lines.get(2).indexOf('^'))).isEqualTo('!');
    }

    @Test
    void shouldDoWithoutTheLineWhereTheFileEndsBefore() {
        // Given
        Issue issue = new Issue(Severity.ERROR, "f", new Position(9, 1), "Ends early.", "write more");

        // When, Then
        assertThat(IssueRenderer.render(issue, new SourceFile("f", "")))
                .isEqualTo("f:9:1: error: Ends early. write more");
    }
}
