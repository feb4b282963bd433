package io.windhover.rules.sigma;

import io.windhover.rules.ir.Test;
import io.windhover.rules.ir.TextPattern;
import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.ir.TextPattern.Wildcard;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.ScalarKind;
import java.util.ArrayList;
import java.util.List;

/** A rule's value on its way through the modifiers. */
sealed interface Value {
    /** As written. */
    record Plain(Scalar scalar) implements Value {
        Text text() {
            return new Text(WildcardText.parse(scalar.text()));
        }

        boolean isText() {
            return scalar.kind() == ScalarKind.STRING;
        }
    }

    /** A text with wildcards. */
    record Text(List<Piece> pieces) implements Value {
        static Text literal(String text) {
            return new Text(List.of(new Literal(text)));
        }

        TextPattern pattern(boolean cased) {
            return new TextPattern(pieces, cased);
        }

        /** With a {@code *} at the ends wanted, unless there is one. */
        Text open(boolean atStart, boolean atEnd) {
            List<Piece> open = new ArrayList<>();
            if (atStart) {
                open.add(Wildcard.MANY);
            }
            open.addAll(pieces);
            if (atEnd) {
                open.add(Wildcard.MANY);
            }
            return new Text(open);
        }
    }

    /** Bytes on their way to base64. */
    record Bytes(List<Byte> bytes) implements Value {}

    /** A test that later modifiers may still change. */
    record Ready(Test test) implements Value {}

    /** A part of a timestamp that must equal or compare with the scalar. */
    record TimePart(Test.Part part, Scalar number) implements Value {}

    /** Alternatives that came from one value; they stay together under {@code all}. */
    record Several(List<Value> values) implements Value {}

    /** Something is wrong with it, and was reported. */
    record Invalid() implements Value {}
}
