package io.windhover.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.windhover.rules.RuleCompiler;
import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void shouldShowAVeryLongLineAroundThePlace() {
        // Given
        Issue issue = new Issue(Severity.ERROR, "f", new Position(1, 5001), "Odd.", null);

        // When
        String drawn = IssueRenderer.render(issue, new SourceFile("f", "x".repeat(5000) + "!" + "y".repeat(5000)));

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
