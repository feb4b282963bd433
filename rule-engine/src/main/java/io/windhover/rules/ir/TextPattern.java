package io.windhover.rules.ir;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with wildcards that the whole of a value must match.
 *
 * @param pieces literals and wildcards in turn; adjacent literals are joined
 * @param cased whether case counts
 */
public record TextPattern(List<Piece> pieces, boolean cased) {
    /** A part of a pattern. */
    public sealed interface Piece {}

    /** Itself. */
    public record Literal(String text) implements Piece {}

    /** A wildcard. */
    public enum Wildcard implements Piece {
        /** Any run of characters, also none. */
        MANY,
        /** Exactly one code point. */
        ONE
    }

    public TextPattern {
        pieces = joined(pieces);
    }

    /** Without wildcards. */
    public static TextPattern literal(String text, boolean cased) {
        return new TextPattern(List.of(new Literal(text)), cased);
    }

    public boolean isLiteral() {
        return pieces.stream().allMatch(Literal.class::isInstance);
    }

    /** The text of a pattern without wildcards. */
    public String literalText() {
        return pieces.isEmpty() ? "" : ((Literal) pieces.get(0)).text();
    }

    private static List<Piece> joined(List<Piece> pieces) {
        List<Piece> joined = new ArrayList<>();
        for (Piece piece : pieces) {
            Piece last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (piece instanceof Literal more && last instanceof Literal text) {
                joined.set(joined.size() - 1, new Literal(text.text() + more.text()));
            } else if (addsTo(last, piece)) {
                joined.add(piece);
            }
        }
        return List.copyOf(joined);
    }

    private static boolean addsTo(@Nullable Piece last, Piece piece) {
        boolean empty = piece instanceof Literal literal && literal.text().isEmpty();
        return !empty && (piece != Wildcard.MANY || last != Wildcard.MANY);
    }

    /** As a rule would write it. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(cased ? "cased '" : "'");
        for (Piece piece : pieces) {
            if (piece instanceof Literal literal) {
                out.append(literal.text().replaceAll("[*?\\\\]", "\\\\$0"));
            } else {
                out.append(piece == Wildcard.MANY ? '*' : '?');
            }
        }
        return out.append('\'').toString();
    }
}
