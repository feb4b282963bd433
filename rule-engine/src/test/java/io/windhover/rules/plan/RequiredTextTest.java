package io.windhover.rules.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.windhover.rules.ir.Test.Anchor;
import io.windhover.rules.ir.Test.Regex;
import io.windhover.rules.ir.TextPattern;
import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.ir.TextPattern.Wildcard;
import io.windhover.rules.json.Folding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredTextTest {
    private static final List<String> PARTS = List.of(
            "ab",
            "c",
            "XY",
            "z1",
            ".",
            "\\.",
            "\\d",
            "\\pL",
            "[a-z]",
            "[^]x]",
            "[[:alpha:]\\]]",
            "(ab|c)",
            "(?:zz)",
            "(a[)]b)",
            "^",
            "$",
            "*",
            "+",
            "?",
            "{2}",
            "{0,1}",
            "{,",
            "\\Qab\\E",
            "\\x61",
            "\\x{62}",
            "|",
            "é",
            ",",
            "1}");
    private static final String TEXT_LETTERS = "abcxyz13.XY]){},é";

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', nullValues = "-", textBlock = """
            abc              → abc
            ABC              → abc
            a                → -
            ab               → ab
            ``               → -
            ab.cde.f         → cde
            abc.def          → abc
            a.b.c            → -
            ab|cd            → -
            x(ab|cd)yz       → yz
            xyz(ab|cd)y      → xyz
            (abc)            → -
            xy((a)b)vwx      → vwx
            x(a(yz           → -
            ab(c[)]def)x     → ab
            ab(c\\)def)xyz   → xyz
            (?i)abc          → -
            ab(?:c)          → -
            \\Qabc\\E        → -
            abc*             → ab
            abc?             → ab
            abc{2}           → ab
            abc+             → abc
            abc+d            → abc
            ab+cde           → cde
            ab+cd            → ab
            ab*cde           → cde
            a+b+             → -
            x{2}yz           → yz
            ab{2,}?cde       → cde
            ab{              → -
            ab\\.cd          → ab.cd
            ab\\.*cd         → ab
            ab\\.+cd         → ab.
            a\\.             → a.
            \\.exe$          → .exe
            ^abc$            → abc
            ab\\dcd          → ab
            \\bword          → -
            \\bw or d        → ` or d`
            \\p{Lu}xyz       → xyz
            \\x{41}b cd      → b cd
            \\w.abc          → abc
            \\d{1,3}         → -
            \\d{1,3}\\.x    → .x
            ab\\w{2,}cde     → cde
            ab\\w{2,}{3,4}   → ab
            ab\\p{^Greek}    → ab
            ab\\p{Old_Italic}cde → cde
            ab\\d{cde       → cde
            (\\Q)ab\\E)?cd  → -
            \\\\Quarantine  → -
            ab\\             → ab
            ab[cd]efg        → efg
            abc[d            → abc
            ab[]cd]efg       → efg
            ab[^]cd]efg      → efg
            ab[c\\]d]efg     → efg
            ab[[:alpha:]]efg → efg
            ab[[:alpha:]x]ef → ab
            ab[[:x]efg       → efg
            ab[^             → ab
            äbc              → bc
            abäc             → ab
            ab}cd            → ab
            ab]cde           → cde
            a)bc             → bc
            """)
    void shouldFindTheLongestPlainRunOfAnExpression(String expression, String required) {
        assertThat(RequiredText.of(regex(expression))).isEqualTo(Optional.ofNullable(required));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', nullValues = "-", textBlock = """
            abc       → abc
            *ABC*     → abc
            a         → -
            *a?b*     → -
            a*bc      → bc
            abc*de    → abc
            ab?cd?efg → efg
            *         → -
            *é*       → -
            *éÉ*      → éé
            """)
    void shouldFindTheLongestLiteralOfAPattern(String pattern, String required) {
        assertThat(RequiredText.of(pattern(pattern))).isEqualTo(Optional.ofNullable(required));
    }

    /** Whatever an expression matches has the text in it: else the rule would not be asked. */
    @Test
    void shouldStandInEveryTextThatMatches() {
        int matches = 0;
        for (long seed = 1; seed <= 20_000; seed++) {
            // Given
            Random random = new Random(seed);
            StringBuilder expression = new StringBuilder();
            for (int i = random.nextInt(6) + 1; i > 0; i--) {
                expression.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            Optional<Pattern> compiled = compiled(expression.toString());
            Optional<String> required = RequiredText.of(regex(expression.toString()));
            if (compiled.isEmpty() || required.isEmpty()) {
                continue;
            }
            for (int round = 0; round < 10; round++) {
                String text = text(random, required.get());

                // When
                boolean found = compiled.get().matcher(text).find();

                // Then
                if (found) {
                    matches++;
                    assertThat(Folding.fold(text)).describedAs("%s", expression).contains(required.get());
                }
            }
        }
        assertThat(matches).isPositive();
    }

    private static Optional<Pattern> compiled(String expression) {
        try {
            return Optional.of(Pattern.compile(expression, Pattern.CASE_INSENSITIVE));
        } catch (com.google.re2j.PatternSyntaxException notOne) {
            return Optional.empty();
        }
    }

    private static String text(Random random, String likely) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(
                    random.nextInt(4) == 0
                            ? likely.substring(random.nextInt(likely.length()))
                            : String.valueOf(TEXT_LETTERS.charAt(random.nextInt(TEXT_LETTERS.length()))));
        }
        return text.toString();
    }

    private static Regex regex(String expression) {
        return new Regex(expression, true, false, false, Anchor.NONE);
    }

    private static TextPattern pattern(String text) {
        List<Piece> pieces = new ArrayList<>();
        text.chars()
                .forEach(c -> pieces.add(
                        c == '*' ? Wildcard.MANY : c == '?' ? Wildcard.ONE : new Literal(String.valueOf((char) c))));
        return new TextPattern(pieces, false);
    }
}
