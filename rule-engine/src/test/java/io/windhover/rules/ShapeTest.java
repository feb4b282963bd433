package io.windhover.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A rule's state is kept under the hash of its condition's shape, so the notation must not change; and what means
 * something else must look different in it. Explanations show it too.
 */
class ShapeTest {
    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
            {a: x}                       → (a is 'x')
            {a: X}                       → (a is 'X')
            {a|cased: X}                 → (a is cased 'X')
            {a: ''}                      → (a is '')
            {a|contains: 'b*c?d\\*\\?\\\\'} → (a is '*b*c?d\\*\\?\\\\*')
            {a: '**'}                    → (a is '*')
            {a: '??'}                    → (a is '??')
            {a|startswith: x}            → (a is 'x*')
            {a|endswith: x}              → (a is '*x')
            {a: 5}                       → (a equals 5)
            {a: 5.0}                     → (a equals 5 (5.0))
            {a: 50e1}                    → (a equals 500 (50e1))
            {a: TRUE}                    → (a equals true)
            {a|re: x}                    → (a has /x/)
            {a|re|i: x}                  → (a has /x/i)
            {a|re|m: x}                  → (a has /x/m)
            {a|re|s: x}                  → (a has /x/s)
            {a|re|s|m|i|startswith: x}   → (a starts with /x/ims)
            {a|re|i|endswith: x}         → (a ends with /x/i)
            {a|cidr: 10.1.2.3}           → (a in 10.1.2.3/32)
            {a|cidr: '2001:db8::/32'}    → (a in 2001:db8:0:0:0:0:0:0/32)
            {a|lt: 5}                    → (a < 5)
            {a|lte: 5}                   → (a <= 5)
            {a|gt: 5e3}                  → (a > 5000)
            {a|gte: 0.50}                → (a >= 0.50)
            {a|hour: 5}                  → (a HOUR = 5)
            {a|week|lt: 5}               → (a WEEK < 5)
            {a: null}                    → (a is null)
            {a|exists: true}             → (a exists)
            {a|exists: FALSE}            → (not (a exists))
            {a|fieldref: b}              → (a is field b)
            {a|fieldref|cased: b}        → (a is field cased b)
            {a|fieldref|contains: b}     → (a contains field b)
            {a|fieldref|startswith: b}   → (a starts with field b)
            {a|fieldref|endswith: b}     → (a ends with field b)
            {a|lookup: bad}              → (a in list bad)
            {a|neq: x}                   → (not (a is 'x'))
            {a: [x, y]}                  → (or (a is 'x') (a is 'y'))
            {a|neq: [x, y]}              → (not (or (a is 'x') (a is 'y')))
            {a|contains|all: [x, y]}     → (and (a is '*x*') (a is '*y*'))
            {a: x, b: y}                 → (and (a is 'x') (b is 'y'))
            [{a: x}, y]                  → (or (a is 'x') (any is '*y*'))
            [x]                          → (any is '*x*')
            {'': x}                      → (any is '*x*')
            {'|startswith': x}           → (any is 'x*')
            {'|endswith': x}             → (any is '*x')
            {'|contains': x}             → (any is '*x*')
            {'|cased': [x, 5]}           → (or (any is cased '*x*') (any is cased '*5*'))
            {'|re': x}                   → (any has /x/)
            {'|lookup': bad}             → (any in list bad)
            """)
    void shouldWriteTests(String selection, String shape) {
        assertThat(shape("s: " + selection + "\n    condition: s")).isEqualTo(shape);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '→', quoteCharacter = '`', textBlock = """
            s and t              → (and (a is '1') (b is '2'))
            s or t               → (or (a is '1') (b is '2'))
            s or t and u         → (or (a is '1') (and (b is '2') (c is '3')))
            not s                → (not (a is '1'))
            not not s            → (a is '1')
            not (s or t)         → (not (or (a is '1') (b is '2')))
            1 of s*              → (a is '1')
            all of s*            → (a is '1')
            2 of them            → (2of (a is '1') (b is '2') (c is '3'))
            3 of them            → (3of (a is '1') (b is '2') (c is '3'))
            1 of them            → (or (a is '1') (b is '2') (c is '3'))
            any of them          → (or (a is '1') (b is '2') (c is '3'))
            ALL OF THEM          → (and (a is '1') (b is '2') (c is '3'))
            s AND NOT t          → (and (a is '1') (not (b is '2')))
            [s, t]               → (or (a is '1') (b is '2'))
            """)
    void shouldWriteConditions(String condition, String shape) {
        assertThat(shape("s: {a: '1'}\n    t: {b: '2'}\n    u: {c: '3'}\n    condition: " + condition))
                .isEqualTo(shape);
    }

    private static String shape(String detection) {
        RuleSetOf rules = RuleSetOf.files(
                        "a.yml", "title: x\nlogsource: {product: aws}\ndetection:\n    " + detection + "\n")
                .withoutErrors();
        StringBuilder shape = new StringBuilder();
        rules.compilation().ruleSet().rules().get(0).rule().condition().shape(shape);
        return shape.toString();
    }
}
