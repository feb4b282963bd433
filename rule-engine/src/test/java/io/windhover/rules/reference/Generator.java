package io.windhover.rules.reference;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.AtLeast;
import io.windhover.rules.ir.Condition.Keyword;
import io.windhover.rules.ir.Condition.Named;
import io.windhover.rules.ir.Condition.Not;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Condition.Predicate;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Network;
import io.windhover.rules.ir.Test;
import io.windhover.rules.ir.Test.Anchor;
import io.windhover.rules.ir.Test.Comparison;
import io.windhover.rules.ir.Test.Shape;
import io.windhover.rules.ir.TextPattern;
import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.ir.TextPattern.Wildcard;
import io.windhover.rules.source.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes conditions and events that often meet: few keys, few values, and all that is odd about JSON and text, such as
 * dots in keys, a key twice, escapes that need not be, other spellings of a number, letters that fold.
 */
public final class Generator {
    private static final List<String> KEYS = List.of("a", "b", "c", "a.b", "b.c", "é", "long-enough-key", "a\"b");
    private static final List<String> FIELDS =
            List.of("a", "b", "c", "a.b", "b.c", "a.b.c", "a.a", "é", "long-enough-key", "b.long-enough-key", "A");
    private static final List<String> TEXTS = List.of(
            "",
            "x",
            "X",
            "xyz",
            "XYZ",
            "xx",
            "aXb",
            "ä",
            "Ä",
            "äöü",
            "ſ",
            "s",
            "K",
            "\u212a",
            "k",
            "😀",
            "x😀y",
            "1",
            "1.0",
            "0",
            "-5",
            "5e1",
            "50",
            "true",
            "TRUE",
            "null",
            "a\nb",
            "tab\there",
            "q\"q",
            "back\\slash",
            "10.0.0.1",
            "10.0.0.255",
            "2001:db8::1",
            "::ffff:10.0.0.1",
            "a somewhat longer text, beyond a word",
            "[]",
            "{}",
            "\"a\":",
            "İ",
            "ı",
            "i",
            "\u0001");
    private static final List<String> NUMBERS = List.of(
            "0", "-0", "1", "1.0", "1e0", "10E-1", "50", "5e1", "5E+1", "-5", "-5.00", "0.10", "123456789012345678");
    private static final List<String> REGEXES =
            List.of("x", "^x", "y$", "X.*Z", "[0-9]+", "^$", "a.b", "ä|ö", "\\\\", "e1");

    private final Random random;

    public Generator(long seed) {
        this.random = new Random(seed);
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> List<T> some(int most, Supplier<T> make) {
        List<T> list = new ArrayList<>();
        for (int i = random.nextInt(most) + 1; i > 0; i--) {
            list.add(make.get());
        }
        return list;
    }

    public Condition condition(int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        return switch (kind) {
            case 0, 1 -> new And(some(3, () -> condition(depth - 1)));
            case 2 -> new Or(some(3, () -> condition(depth - 1)));
            case 3 -> new Not(condition(depth - 1));
            case 4 -> {
                List<Condition> operands = some(4, () -> condition(depth - 1));
                yield new AtLeast(random.nextInt(operands.size()) + 1, operands);
            }
            case 5 -> new Named("n", condition(depth - 1));
            default ->
                chance(8)
                        ? new Keyword(chance(80) ? new Test.Text(pattern()) : regex(), Position.START)
                        : new Predicate(field(), test(), Position.START);
        };
    }

    private Field field() {
        return new Field(one(FIELDS));
    }

    private Test test() {
        return switch (random.nextInt(16)) {
            case 0 -> new Test.IsNull();
            case 1 -> new Test.Exists();
            case 2 -> regex();
            case 3 ->
                new Test.Compare(
                        one(List.of(Comparison.values())),
                        new BigDecimal(one(List.of("0", "1", "5", "49.5", "50", "-5"))));
            case 4 ->
                new Test.InNetwork(Network.parse(one(List.of("10.0.0.0/24", "10.0.0.1", "2001:db8::/32", "::/0")))
                        .orElseThrow());
            case 5 -> new Test.SameAs(field(), one(List.of(Shape.values())), chance(50));
            case 6, 7 -> {
                String number = one(NUMBERS);
                BigDecimal value = new BigDecimal(number);
                yield new Test.Equal(
                        value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString(), number);
            }
            case 8 -> {
                String truth = String.valueOf(chance(50));
                yield new Test.Equal(truth, truth);
            }
            case 9, 10, 11 -> new Test.Text(pattern());
            default -> new Test.Text(TextPattern.literal(one(TEXTS), chance(20)));
        };
    }

    private Test regex() {
        return new Test.Regex(one(REGEXES), chance(30), chance(20), chance(30), one(List.of(Anchor.values())));
    }

    private TextPattern pattern() {
        List<Piece> pieces = some(4, () -> switch (random.nextInt(4)) {
            case 0 -> Wildcard.MANY;
            case 1 -> Wildcard.ONE;
            default -> new Literal(part());
        });
        return new TextPattern(pieces, chance(20));
    }

    private String part() {
        String text = one(TEXTS);
        int[] points = text.codePoints().toArray();
        if (points.length < 2 || chance(50)) {
            return text;
        }
        int from = random.nextInt(points.length);
        return new String(points, from, random.nextInt(points.length - from) + 1);
    }

    /** An event's JSON text. */
    public String event() {
        return space() + object(3) + space();
    }

    private String object(int depth) {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            members.add(space() + string(one(KEYS)) + space() + ":" + space() + value(depth) + space());
        }
        return "{" + (members.isEmpty() ? space() : String.join(",", members)) + "}";
    }

    private String value(int depth) {
        int kind = random.nextInt(depth == 0 ? 7 : 10);
        return switch (kind) {
            case 0 -> "null";
            case 1 -> String.valueOf(chance(50));
            case 2 -> one(NUMBERS);
            case 7, 8 -> object(depth - 1);
            case 9 -> array(depth - 1);
            default -> string(one(TEXTS));
        };
    }

    private String array(int depth) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(space() + value(depth) + space());
        }
        return "[" + (items.isEmpty() ? space() : String.join(",", items)) + "]";
    }

    private String space() {
        return chance(90) ? "" : one(List.of(" ", "\n", "\t", "\r\n", "  "));
    }

    private String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            boolean mustEscape = c < ' ' || c == '"' || c == '\\';
            if (!mustEscape && !chance(5)) {
                out.appendCodePoint(c);
            } else if (c == '\n' && chance(50)) {
                out.append("\\n");
            } else if ((c == '"' || c == '\\') && chance(50)) {
                out.append('\\').append((char) c);
            } else {
                new String(Character.toChars(c)).chars().forEach(unit -> out.append("\\u%04X".formatted(unit)));
            }
        });
        return out.append('"').toString();
    }
}
