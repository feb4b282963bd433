package io.windhover.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void shouldAlignNumbersRightAndTextsLeft() {
        // Given
        StringWriter text = new StringWriter();
        Table table = new Table(List.of("NAME", ">COUNT", "END"));
        table.row(List.of("a", "7", "x"));
        table.row(List.of("long \ud83d\ude00", "1,234,567", "y"));

        // When
        table.print(Screen.plain(new PrintWriter(text)));

        // Then
        assertThat(text.toString().lines())
                .containsExactly("NAME        COUNT  END", "a               7  x", "long \ud83d\ude00  1,234,567  y");
    }

    @Test
    void shouldRefuseARowOfAnotherLength() {
        assertThatThrownBy(() -> new Table(List.of("A", "B")).row(List.of("1")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
