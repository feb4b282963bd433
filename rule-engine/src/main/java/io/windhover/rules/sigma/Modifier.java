package io.windhover.rules.sigma;

import io.windhover.rules.ir.Test.Comparison;
import io.windhover.rules.ir.Test.Part;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The words that may stand behind a field's name, by the specification's appendix on modifiers. */
enum Modifier {
    CONTAINS,
    STARTSWITH,
    ENDSWITH,
    ALL,
    CASED,
    NEQ,
    RE,
    IGNORECASE("i"),
    MULTILINE("m"),
    DOTALL("s"),
    CIDR,
    LT,
    LTE,
    GT,
    GTE,
    BASE64,
    BASE64OFFSET,
    WIDE,
    UTF16LE,
    UTF16BE,
    UTF16,
    WINDASH,
    FIELDREF,
    EXPAND,
    EXISTS,
    LOOKUP,
    MINUTE,
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    /** Another word for it, or empty. */
    private final String shortForm;

    Modifier() {
        this("");
    }

    Modifier(String shortForm) {
        this.shortForm = shortForm;
    }

    static Optional<Modifier> named(String word) {
        return Arrays.stream(values())
                .filter(m -> word.equals(m.toString()) || (!word.isEmpty() && word.equals(m.shortForm)))
                .findFirst();
    }

    static List<String> allWords() {
        return Arrays.stream(values()).map(Modifier::toString).toList();
    }

    /** Whether it reads the value as written, so that nothing may come before it. */
    boolean isFirst() {
        return this == RE || this == CIDR || this == EXISTS || this == FIELDREF || this == LOOKUP;
    }

    Optional<Comparison> comparison() {
        return Optional.ofNullable(
                switch (this) {
                    case LT -> Comparison.LESS;
                    case LTE -> Comparison.AT_MOST;
                    case GT -> Comparison.GREATER;
                    case GTE -> Comparison.AT_LEAST;
                    default -> null;
                });
    }

    Optional<Part> timePart() {
        return Arrays.stream(Part.values())
                .filter(part -> part.name().equals(name()))
                .findFirst();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
