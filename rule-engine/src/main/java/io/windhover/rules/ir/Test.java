package io.windhover.rules.ir;

import java.math.BigDecimal;

/**
 * What a field's values are tested for. A test holds if any value passes; a field without values passes only
 * {@link IsNull}.
 */
public sealed interface Test {
    /** A text matches; objects and arrays are tested by their compact JSON text and the leaves below too. */
    record Text(TextPattern pattern) implements Test {
        @Override
        public String toString() {
            return "is " + pattern;
        }
    }

    /**
     * A number or boolean, or a string that reads like it, is equal.
     *
     * @param canonical the value's canonical text: plain decimal without trailing zeros, or true or false
     * @param written the text as the rule has it
     */
    record Equal(String canonical, String written) implements Test {
        @Override
        public String toString() {
            return "equals " + canonical + (canonical.equals(written) ? "" : " (" + written + ")");
        }
    }

    /**
     * A regular expression in RE2 syntax finds a match.
     *
     * @param anchor which ends of the value the match must touch
     */
    record Regex(String expression, boolean ignoreCase, boolean multiline, boolean dotAll, Anchor anchor)
            implements Test {
        @Override
        public String toString() {
            String flags = (ignoreCase ? "i" : "") + (multiline ? "m" : "") + (dotAll ? "s" : "");
            return anchor.words + " /" + expression + "/" + flags;
        }
    }

    /** Which ends of a value a match must touch. */
    enum Anchor {
        NONE("has"),
        START("starts with"),
        END("ends with");

        private final String words;

        Anchor(String words) {
            this.words = words;
        }
    }

    /** An address lies in a network. */
    record InNetwork(Network network) implements Test {
        @Override
        public String toString() {
            return "in " + network;
        }
    }

    /** A number, or a string that reads like one, compares so. */
    record Compare(Comparison comparison, BigDecimal number) implements Test {
        @Override
        public String toString() {
            return comparison.sign + " " + number.toPlainString();
        }
    }

    /** How two numbers compare. */
    enum Comparison {
        EQUAL("="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** Whether a comparison's sign, as of {@link Comparable#compareTo}, is wanted. */
        public boolean accepts(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case GREATER -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }

    /** A part of a timestamp, in UTC, compares so. */
    record TimePart(Part part, Comparison comparison, int number) implements Test {
        @Override
        public String toString() {
            return part + " " + comparison.sign + " " + number;
        }
    }

    /** A part of a timestamp, with the numbers it can be. */
    enum Part {
        MINUTE(0, 59),
        HOUR(0, 23),
        DAY(1, 31),
        /** ISO 8601's week; the days of a week 53 count to week 52, so that none is out of reach. */
        WEEK(1, 52),
        MONTH(1, 12),
        YEAR(0, 9999);

        private final int lowest;
        private final int highest;

        Part(int lowest, int highest) {
            this.lowest = lowest;
            this.highest = highest;
        }

        public int lowest() {
            return lowest;
        }

        public int highest() {
            return highest;
        }
    }

    /** The field has a JSON null among its values, or no value at all. */
    record IsNull() implements Test {
        @Override
        public String toString() {
            return "is null";
        }
    }

    /** The field has a value, be it null. */
    record Exists() implements Test {
        @Override
        public String toString() {
            return "exists";
        }
    }

    /** A text is the same as one of another field's. */
    record SameAs(Field other, Shape shape, boolean cased) implements Test {
        @Override
        public String toString() {
            return shape.words + (cased ? " cased " : " ") + other;
        }
    }

    /** How the two texts must be the same. */
    enum Shape {
        WHOLE("is field"),
        CONTAINS("contains field"),
        STARTS_WITH("starts with field"),
        ENDS_WITH("ends with field");

        private final String words;

        Shape(String words) {
            this.words = words;
        }
    }

    /** A value stands in an operator's list. */
    record InList(String list) implements Test {
        @Override
        public String toString() {
            return "in list " + list;
        }
    }
}
