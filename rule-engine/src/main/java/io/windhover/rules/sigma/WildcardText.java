package io.windhover.rules.sigma;

import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.ir.TextPattern.Wildcard;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads Sigma's wildcards: {@code *} and {@code ?}; a backslash takes the meaning from these two and from a backslash,
 * and is itself before anything else.
 */
final class WildcardText {
    private WildcardText() {}

    static List<Piece> parse(String text) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escapes = c == '\\' && i + 1 < text.length() && "*?\\".indexOf(text.charAt(i + 1)) >= 0;
            if (escapes) {
                literal.append(text.charAt(++i));
            } else if (c == '*' || c == '?') {
                pieces.add(new Literal(literal.toString()));
                literal.setLength(0);
                pieces.add(c == '*' ? Wildcard.MANY : Wildcard.ONE);
            } else {
                literal.append(c);
            }
        }
        pieces.add(new Literal(literal.toString()));
        return pieces;
    }
}
