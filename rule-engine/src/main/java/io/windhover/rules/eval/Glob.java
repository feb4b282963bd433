package io.windhover.rules.eval;

import io.windhover.rules.ir.TextPattern;
import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.ir.TextPattern.Wildcard;
import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.Folding;
import io.windhover.rules.json.TextVisitor;
import java.util.ArrayList;
import java.util.List;

/**
 * A pattern with wildcards over UTF-8 bytes, which were folded before if case does not count. The parts between runs are
 * found one after the other, each at its first place, which is never wrong because a run takes whatever lies between:
 * no backtracking. Immutable.
 */
final class Glob implements TextVisitor {
    private final Segment[] segments;
    private final boolean openStart;
    private final boolean openEnd;

    Glob(TextPattern pattern) {
        List<Piece> pieces = pattern.pieces();
        openStart = !pieces.isEmpty() && pieces.get(0) == Wildcard.MANY;
        openEnd = !pieces.isEmpty() && pieces.get(pieces.size() - 1) == Wildcard.MANY;
        List<Segment> found = new ArrayList<>();
        List<byte[]> parts = new ArrayList<>();
        for (Piece piece : pieces) {
            if (piece == Wildcard.MANY) {
                addSegment(found, parts);
            } else {
                parts.add(
                        piece instanceof Literal literal
                                ? Folding.bytes(literal.text(), pattern.cased())
                                : Segment.ONE);
            }
        }
        addSegment(found, parts);
        segments = found.toArray(Segment[]::new);
    }

    private static void addSegment(List<Segment> segments, List<byte[]> parts) {
        if (!parts.isEmpty()) {
            segments.add(new Segment(parts.toArray(byte[][]::new)));
            parts.clear();
        }
    }

    @Override
    public boolean visit(ByteText text) {
        byte[] bytes = text.bytes();
        int from = text.from();
        int to = text.to();
        if (segments.length == 0) {
            return openStart || from == to;
        }
        int first = 0;
        int last = segments.length - 1;
        if (!openStart) {
            from = segments[0].forward(bytes, from, to);
            if (from < 0) {
                return false;
            } else if (last == 0) {
                return openEnd || from == to;
            }
            first = 1;
        }
        if (!openEnd) {
            int start = segments[last].backward(bytes, from, to);
            if (start < 0) {
                return false;
            }
            to = start;
            last--;
        }
        for (int i = first; i <= last; i++) {
            from = segments[i].find(bytes, from, to);
            if (from < 0) {
                return false;
            }
        }
        return true;
    }

    /** What stands between two runs: literals, and {@link #ONE} for each single character. */
    private static final class Segment {
        private static final byte[] ONE = {};

        private final byte[][] parts;

        Segment(byte[][] parts) {
            this.parts = parts;
        }

        /** Where the text behind it goes on if it stands at {@code from}, else negative. */
        int forward(byte[] bytes, int from, int to) {
            int position = from;
            for (byte[] part : parts) {
                if (part == ONE) {
                    if (position >= to) {
                        return -1;
                    }
                    position = nextCharacter(bytes, position, to);
                } else if (standsAt(part, bytes, position, to)) {
                    position += part.length;
                } else {
                    return -1;
                }
            }
            return position;
        }

        /** Where it begins if it ends at {@code to}, else negative. */
        int backward(byte[] bytes, int from, int to) {
            int position = to;
            for (int i = parts.length - 1; i >= 0; i--) {
                byte[] part = parts[i];
                if (part == ONE) {
                    if (position <= from) {
                        return -1;
                    }
                    position = previousCharacter(bytes, position, from);
                } else {
                    position -= part.length;
                    if (position < from || !standsAt(part, bytes, position, to)) {
                        return -1;
                    }
                }
            }
            return position;
        }

        /** Where the text goes on behind its first place, else negative. */
        int find(byte[] bytes, int from, int to) {
            byte[] head = parts[0];
            if (head != ONE) {
                return findLiteral(head, bytes, from, to);
            }
            for (int i = from; i < to; i = nextCharacter(bytes, i, to)) {
                int behind = forward(bytes, i, to);
                if (behind >= 0) {
                    return behind;
                }
            }
            return -1;
        }

        private int findLiteral(byte[] head, byte[] bytes, int from, int to) {
            byte wanted = head[0];
            for (int i = from; i <= to - head.length; i++) {
                if (bytes[i] == wanted) {
                    int behind = forward(bytes, i, to);
                    if (behind >= 0) {
                        return behind;
                    }
                }
            }
            return -1;
        }

        private static boolean standsAt(byte[] part, byte[] bytes, int position, int to) {
            if (position + part.length > to) {
                return false;
            }
            for (int i = 0; i < part.length; i++) {
                if (bytes[position + i] != part[i]) {
                    return false;
                }
            }
            return true;
        }

        private static int nextCharacter(byte[] bytes, int position, int to) {
            int next = position + 1;
            while (next < to && isContinuation(bytes[next])) {
                next++;
            }
            return next;
        }

        private static int previousCharacter(byte[] bytes, int position, int from) {
            int previous = position - 1;
            while (previous > from && isContinuation(bytes[previous])) {
                previous--;
            }
            return previous;
        }

        private static boolean isContinuation(byte b) {
            return (b & 0xC0) == 0x80;
        }
    }
}
