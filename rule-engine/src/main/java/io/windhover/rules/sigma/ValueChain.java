package io.windhover.rules.sigma;

import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Network;
import io.windhover.rules.ir.Test;
import io.windhover.rules.ir.Test.Anchor;
import io.windhover.rules.ir.Test.Comparison;
import io.windhover.rules.ir.Test.Shape;
import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.json.Numbers;
import io.windhover.rules.sigma.Value.Bytes;
import io.windhover.rules.sigma.Value.Invalid;
import io.windhover.rules.sigma.Value.Plain;
import io.windhover.rules.sigma.Value.Ready;
import io.windhover.rules.sigma.Value.Several;
import io.windhover.rules.sigma.Value.Text;
import io.windhover.rules.sigma.Value.TimePart;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Position;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.ScalarKind;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Leads a value through the modifiers of its item, from left to right, and makes tests of what arrives. */
final class ValueChain {
    private final List<Modifier> modifiers;
    private final boolean cased;
    private final Placeholders placeholders;
    private final Issues issues;

    ValueChain(List<Modifier> modifiers, Placeholders placeholders, Issues issues) {
        this.modifiers = List.copyOf(modifiers);
        this.cased = modifiers.contains(Modifier.CASED);
        this.placeholders = placeholders;
        this.issues = issues;
    }

    /** The tests that a value becomes, any of which is enough; whatever there is after an error, which was then reported. */
    List<Test> tests(Scalar scalar) {
        Value value = new Plain(scalar);
        for (Modifier modifier : modifiers) {
            value = each(value, v -> apply(modifier, v, scalar.position()));
        }
        List<Test> tests = new ArrayList<>();
        finish(value, scalar, tests);
        return tests;
    }

    private static Value each(Value value, Function<Value, Value> change) {
        if (!(value instanceof Several several)) {
            return value instanceof Invalid ? value : change.apply(value);
        }
        List<Value> changed = new ArrayList<>();
        for (Value one : several.values()) {
            Value next = change.apply(one);
            if (next instanceof Invalid) {
                return next;
            }
            changed.addAll(next instanceof Several more ? more.values() : List.of(next));
        }
        return new Several(changed);
    }

    private Value apply(Modifier modifier, Value value, Position at) {
        return switch (modifier) {
            case ALL, CASED, NEQ -> value;
            case CONTAINS, STARTSWITH, ENDSWITH -> opened(modifier, value, at);
            case RE -> value instanceof Plain plain ? regex(plain) : misplaced(modifier, at);
            case IGNORECASE, MULTILINE, DOTALL -> flagged(modifier, value, at);
            case CIDR -> value instanceof Plain plain ? network(plain, at) : misplaced(modifier, at);
            case LT, LTE, GT, GTE -> compared(modifier, value, at);
            case BASE64, BASE64OFFSET -> encoded(modifier, value, at);
            case WIDE, UTF16LE -> bytes(modifier, value, StandardCharsets.UTF_16LE, "", at);
            case UTF16BE -> bytes(modifier, value, StandardCharsets.UTF_16BE, "", at);
            case UTF16 -> bytes(modifier, value, StandardCharsets.UTF_16LE, "\uFEFF", at);
            case WINDASH -> dashed(value, at);
            case FIELDREF -> value instanceof Plain plain ? fieldReference(plain, at) : misplaced(modifier, at);
            case LOOKUP -> value instanceof Plain plain ? listed(plain, at) : misplaced(modifier, at);
            case EXPAND ->
                asText(value)
                        .map(text -> placeholders.expand(text, at, issues))
                        .orElseGet(() -> misplaced(modifier, at));
            case EXISTS -> value instanceof Plain plain ? exists(plain, at) : misplaced(modifier, at);
            case MINUTE, HOUR, DAY, WEEK, MONTH, YEAR ->
                value instanceof Plain plain
                        ? new TimePart(modifier.timePart().orElseThrow(), plain.scalar())
                        : misplaced(modifier, at);
        };
    }

    private Value misplaced(Modifier modifier, Position at) {
        return invalid(at, "The modifier '" + modifier + "' cannot be applied to what the ones before it make.");
    }

    private Value invalid(Position at, String message) {
        issues.error(at, message);
        return new Invalid();
    }

    private Value opened(Modifier modifier, Value value, Position at) {
        boolean atStart = modifier != Modifier.STARTSWITH;
        boolean atEnd = modifier != Modifier.ENDSWITH;
        if (value instanceof Ready ready && ready.test() instanceof Test.Regex regex) {
            Anchor anchor = atStart && atEnd ? Anchor.NONE : atEnd ? Anchor.START : Anchor.END;
            return new Ready(
                    new Test.Regex(regex.expression(), regex.ignoreCase(), regex.multiline(), regex.dotAll(), anchor));
        }
        if (value instanceof Ready ready && ready.test() instanceof Test.SameAs same) {
            Shape shape = atStart && atEnd ? Shape.CONTAINS : atEnd ? Shape.STARTS_WITH : Shape.ENDS_WITH;
            return new Ready(new Test.SameAs(same.other(), shape, same.cased()));
        }
        return asText(value)
                .<Value>map(text -> text.open(atStart, atEnd))
                .orElseGet(() -> invalid(at, "'" + modifier + "' needs a text."));
    }

    /** A text, or the text of a number or boolean as written. */
    private static Optional<Text> asText(Value value) {
        if (value instanceof Text text) {
            return Optional.of(text);
        }
        return value instanceof Plain plain && !plain.scalar().isNull() ? Optional.of(plain.text()) : Optional.empty();
    }

    private static Value regex(Plain plain) {
        String expression = Expressions.closed(plain.scalar().text());
        return new Ready(new Test.Regex(expression, false, false, false, Anchor.NONE));
    }

    private Value flagged(Modifier modifier, Value value, Position at) {
        if (value instanceof Ready ready && ready.test() instanceof Test.Regex regex) {
            return new Ready(new Test.Regex(
                    regex.expression(),
                    regex.ignoreCase() || modifier == Modifier.IGNORECASE,
                    regex.multiline() || modifier == Modifier.MULTILINE,
                    regex.dotAll() || modifier == Modifier.DOTALL,
                    regex.anchor()));
        }
        return invalid(at, "'" + modifier + "' is a flag of a regular expression: it stands after 're'.");
    }

    private Value network(Plain plain, Position at) {
        return Network.parse(plain.scalar().text())
                .<Value>map(network -> new Ready(new Test.InNetwork(network)))
                .orElseGet(
                        () -> invalid(
                                at,
                                "'" + plain.scalar().text()
                                        + "' is no network: an address, a slash and a prefix length, with no bit set after the prefix."));
    }

    private Value compared(Modifier modifier, Value value, Position at) {
        Comparison comparison = modifier.comparison().orElseThrow();
        if (value instanceof TimePart part) {
            return timePart(part, comparison, at);
        }
        if (value instanceof Plain plain) {
            Optional<BigDecimal> number = Numbers.literal(plain.scalar().text());
            if (number.isPresent()) {
                return new Ready(new Test.Compare(comparison, number.get()));
            }
        }
        return invalid(at, "'" + modifier + "' needs a number.");
    }

    private Value timePart(TimePart part, Comparison comparison, Position at) {
        Optional<BigDecimal> number = Numbers.literal(part.number().text());
        int lowest = part.part().lowest();
        int highest = part.part().highest();
        boolean inRange = number.isPresent()
                && number.get().stripTrailingZeros().scale() <= 0
                && number.get().compareTo(BigDecimal.valueOf(lowest)) >= 0
                && number.get().compareTo(BigDecimal.valueOf(highest)) <= 0;
        if (!inRange) {
            return invalid(at, "This part of a timestamp is a whole number from " + lowest + " to " + highest + ".");
        }
        return new Ready(new Test.TimePart(part.part(), comparison, number.get().intValueExact()));
    }

    private Value encoded(Modifier modifier, Value value, Position at) {
        byte[] bytes;
        if (value instanceof Bytes given) {
            bytes = array(given.bytes());
        } else {
            Optional<Text> text = literal(modifier, value, at);
            if (text.isEmpty()) {
                return new Invalid();
            }
            bytes = text.get().pattern(true).literalText().getBytes(StandardCharsets.UTF_8);
        }
        if (modifier == Modifier.BASE64OFFSET && bytes.length < 2) {
            return invalid(at, "'base64offset' needs two bytes at least: one leaves no character of its own.");
        }
        return modifier == Modifier.BASE64
                ? Text.literal(Encodings.base64(bytes))
                : new Several(Encodings.base64Offsets(bytes).stream()
                        .<Value>map(Text::literal)
                        .toList());
    }

    private Value bytes(Modifier modifier, Value value, Charset charset, String before, Position at) {
        return literal(modifier, value, at)
                .<Value>map(text -> {
                    List<Byte> bytes = new ArrayList<>();
                    for (byte b : (before + text.pattern(true).literalText()).getBytes(charset)) {
                        bytes.add(b);
                    }
                    return new Bytes(bytes);
                })
                .orElseGet(Invalid::new);
    }

    private Optional<Text> literal(Modifier modifier, Value value, Position at) {
        Optional<Text> text = asText(value);
        if (text.isEmpty()) {
            issues.error(at, "'" + modifier + "' needs a text.");
        } else if (!text.get().pattern(true).isLiteral()) {
            issues.error(at, "'" + modifier + "' cannot encode a wildcard; write '\\*' for the character itself.");
            return Optional.empty();
        }
        return text;
    }

    private static byte[] array(List<Byte> list) {
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = list.get(i);
        }
        return bytes;
    }

    private Value dashed(Value value, Position at) {
        Optional<Text> text = asText(value);
        if (text.isEmpty()) {
            return invalid(at, "'windash' needs a text.");
        }
        List<List<Piece>> texts = List.of(List.of());
        for (Piece piece : text.get().pattern(true).pieces()) {
            List<Piece> forms = piece instanceof Literal literal
                    ? Encodings.dashes(literal.text()).stream()
                            .<Piece>map(Literal::new)
                            .toList()
                    : List.of(piece);
            if ((long) texts.size() * forms.size() > Encodings.MOST) {
                return invalid(at, "'windash' would make more than " + Encodings.MOST + " texts of this one.");
            }
            List<List<Piece>> longer = new ArrayList<>();
            for (List<Piece> start : texts) {
                for (Piece form : forms) {
                    List<Piece> pieces = new ArrayList<>(start);
                    pieces.add(form);
                    longer.add(pieces);
                }
            }
            texts = longer;
        }
        return new Several(texts.stream().<Value>map(Text::new).toList());
    }

    private Value fieldReference(Plain plain, Position at) {
        String name = plain.scalar().text();
        return plain.isText() && !name.isBlank()
                ? new Ready(new Test.SameAs(new Field(name), Shape.WHOLE, cased))
                : invalid(at, "'fieldref' needs the name of a field.");
    }

    private Value listed(Plain plain, Position at) {
        String name = plain.scalar().text();
        return plain.isText() && !name.isBlank()
                ? new Ready(new Test.InList(name))
                : invalid(at, "'lookup' needs the name of a list.");
    }

    private Value exists(Plain plain, Position at) {
        if (plain.scalar().kind() != ScalarKind.BOOLEAN) {
            return invalid(at, "'exists' takes true or false.");
        }
        return new Ready(new Test.Exists());
    }

    private void finish(Value value, Scalar at, List<Test> into) {
        if (value instanceof Several several) {
            several.values().forEach(one -> finish(one, at, into));
        } else if (value instanceof Ready ready) {
            checkExpression(ready.test(), at);
            into.add(ready.test());
        } else if (value instanceof Text text) {
            into.add(new Test.Text(text.pattern(cased)));
        } else if (value instanceof TimePart part) {
            finish(timePart(part, Comparison.EQUAL, at.position()), at, into);
        } else if (value instanceof Plain plain) {
            into.add(plain(plain));
        } else if (value instanceof Bytes) {
            issues.error(at.position(), "Text in UTF-16 is bytes: 'base64' or 'base64offset' must follow.");
        }
    }

    private Test plain(Plain plain) {
        Scalar scalar = plain.scalar();
        return switch (scalar.kind()) {
            case STRING -> new Test.Text(plain.text().pattern(cased));
            case NULL -> new Test.IsNull();
            case BOOLEAN -> new Test.Equal(asLowerCase(scalar.text()), asLowerCase(scalar.text()));
            case INTEGER, FLOAT ->
                Numbers.literal(scalar.text())
                        .<Test>map(number -> new Test.Equal(Numbers.canonical(number), scalar.text()))
                        .orElseGet(
                                () -> new Test.Text(Text.literal(scalar.text()).pattern(cased)));
        };
    }

    private static String asLowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private void checkExpression(Test test, Scalar at) {
        if (test instanceof Test.Regex regex) {
            Expressions.fault(regex.expression(), regex.ignoreCase())
                    .ifPresent(found ->
                            issues.error(at.at(Math.min(found.index(), at.text().length())), found.message()));
        }
    }
}
