package io.windhover.rules.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IssuesTest {
    @Test
    void shouldListThemInTheOrderOfTheText() {
        // Given
        Issues issues = new Issues("f");
        issues.warning(new Position(2, 1), "third");
        issues.error(new Position(1, 9), "second");
        issues.error(new Position(1, 2), "first");

        // When, Then
        assertThat(issues.list()).extracting(Issue::message).containsExactly("first", "second", "third");
        assertThat(issues.errors()).isEqualTo(2);
    }

    @Test
    void shouldKeepAHundredErrorsHoweverManyWarningsThereAre() {
        // Given
        Issues issues = new Issues("f");
        for (int line = 1; line <= 150; line++) {
            issues.warning(new Position(line, 1), "warning");
        }

        // When
        for (int line = 1; line <= 150; line++) {
            issues.error(new Position(line, 2), "error");
        }

        // Then
        List<Integer> kept = issues.list().stream()
                .filter(Issue::isError)
                .map(issue -> issue.position().line())
                .toList();
        assertThat(kept).hasSize(100).endsWith(100);
        assertThat(issues.list()).hasSize(200);
        assertThat(issues.errors()).isEqualTo(150);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,0", "-1,-1"})
    void shouldCountLinesAndColumnsFromOne(int line, int column) {
        assertThatThrownBy(() -> new Position(line, column))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got " + line + ":" + column);
        assertThat(new Position(1, 1)).isEqualTo(Position.START);
    }
}
