package io.windhover.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("contains", "startswith", "endswith", "re", "cidr", "base64");

    @ParameterizedTest
    @CsvSource({
        "contain,contains",
        "contians,contains",
        "Contains,contains",
        "starts-with,startswith",
        "base46,base64",
        "rr,re",
        "cird,cidr"
    })
    void shouldFindTheWordThatWasMeant(String word, String meant) {
        assertThat(Nearest.nearest(word, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"banana", "x", "ex", "xr", "erx", "regularexpression"})
    void shouldFindNothingWhereNothingIsNear(String word) {
        assertThat(Nearest.nearest(word, KNOWN)).isEqualTo(Optional.empty());
    }

    @Test
    void shouldTakeTheFirstByNameAmongEquals() {
        assertThat(Nearest.nearest("bat", List.of("cat", "bar", "hat"))).contains("bar");
    }

    @Test
    void shouldSearchForAWordOfSixtyFourLettersButNotForALongerOne() {
        assertThat(Nearest.nearest("a".repeat(64), List.of("a".repeat(63) + "b")))
                .isPresent();
        assertThat(Nearest.nearest("a".repeat(65), List.of("a".repeat(64) + "b")))
                .isEmpty();
        assertThat(Nearest.nearest("a".repeat(100_000), List.of("a".repeat(100_000))))
                .isEmpty();
    }
}
