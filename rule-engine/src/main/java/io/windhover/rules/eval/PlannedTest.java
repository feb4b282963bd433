package io.windhover.rules.eval;

import com.google.re2j.Pattern;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.IpAddress;
import io.windhover.rules.ir.Network;
import io.windhover.rules.ir.Test;
import io.windhover.rules.ir.Test.Shape;
import io.windhover.rules.ir.TextPattern;
import io.windhover.rules.json.ByteText;
import io.windhover.rules.json.Folding;
import io.windhover.rules.json.JsonType;
import io.windhover.rules.json.Numbers;
import io.windhover.rules.json.TextVisitor;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A test made ready to run: patterns compiled, texts folded. Immutable and shared by threads.
 *
 * @param test looks at one value
 * @param orMissing whether it also holds of a field without values
 * @param cost what it may cost, in comparisons of one text, about
 */
public record PlannedTest(ValueTest test, boolean orMissing, int cost) {
    /** What makes objects costs so much at least. */
    static final int DEAR = 20;

    /** Some tens of automaton steps for each character, and objects. */
    private static final int REGEX = 50;

    private static final ValueTest PRESENT = (value, evaluation) -> true;
    private static final ValueTest NULL = (value, evaluation) -> value.type() == JsonType.NULL;

    /**
     * Prepares a test.
     *
     * @param fields binds the field that {@link Test.SameAs} compares with
     */
    public static PlannedTest of(Test test, Function<Field, ValueSource> fields) {
        return new PlannedTest(value(test, fields), test instanceof Test.IsNull, cost(test));
    }

    private static int cost(Test test) {
        if (test instanceof Test.Regex) {
            return REGEX;
        }
        return test instanceof Test.SameAs || test instanceof Test.TimePart ? DEAR : 1;
    }

    /** Any of some texts, in any case. */
    public static PlannedTest anyOf(List<String> texts) {
        List<byte[]> folded =
                texts.stream().map(text -> Folding.bytes(text, false)).toList();
        return new PlannedTest(scalar(new OneOf(folded)), false, 1);
    }

    /** That there is a value. */
    public static PlannedTest present() {
        return new PlannedTest(PRESENT, false, 1);
    }

    private static ValueTest value(Test test, Function<Field, ValueSource> fields) {
        if (test instanceof Test.Text text) {
            return text(text.pattern());
        } else if (test instanceof Test.Equal equal) {
            return scalar(
                    new OneOf(List.of(Folding.bytes(equal.canonical(), false), Folding.bytes(equal.written(), false))));
        } else if (test instanceof Test.Regex regex) {
            return regex(regex);
        } else if (test instanceof Test.InNetwork in) {
            return (value, evaluation) -> isIn(in.network(), value, evaluation);
        } else if (test instanceof Test.Compare compare) {
            return ComparesTest.of(compare);
        } else if (test instanceof Test.TimePart part) {
            return new TimePartTest(part);
        } else if (test instanceof Test.SameAs same) {
            return new SameAsTest(fields.apply(same.other()), same.shape(), same.cased());
        } else if (test instanceof Test.InList in) {
            return (value, evaluation) -> value.anyText(true, false, evaluation.listedIn(in.list()));
        } else if (test instanceof Test.Exists) {
            return PRESENT;
        } else if (test instanceof Test.IsNull) {
            return NULL;
        }
        throw new IllegalStateException("Unknown: " + test);
    }

    /** A keyword's test, for one text. */
    public static TextVisitor keyword(Test test) {
        if (test instanceof Test.Text text) {
            return new Glob(text.pattern());
        }
        Pattern pattern = pattern((Test.Regex) test);
        return text -> pattern.matcher(text.toString()).find();
    }

    private static ValueTest text(TextPattern pattern) {
        Glob glob = new Glob(pattern);
        boolean fold = !pattern.cased();
        return (value, evaluation) -> value.anyText(fold, true, glob);
    }

    private static ValueTest scalar(TextVisitor visitor) {
        return (value, evaluation) -> value.anyText(true, false, visitor);
    }

    private static ValueTest regex(Test.Regex regex) {
        Pattern pattern = pattern(regex);
        TextVisitor visitor = text -> pattern.matcher(text.toString()).find();
        return (value, evaluation) -> value.anyText(false, true, visitor);
    }

    private static Pattern pattern(Test.Regex regex) {
        String expression =
                switch (regex.anchor()) {
                    case NONE -> regex.expression();
                    case START -> "\\A(?:" + regex.expression() + ")";
                    case END -> "(?:" + regex.expression() + ")\\z";
                };
        int flags = (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
                | (regex.multiline() ? Pattern.MULTILINE : 0)
                | (regex.dotAll() ? Pattern.DOTALL : 0);
        return Pattern.compile(expression, flags);
    }

    private static boolean isIn(Network network, EventValue value, Evaluation evaluation) {
        if (value.type() != JsonType.STRING) {
            return false;
        }
        ByteText text = value.text();
        long[] words = evaluation.addressWords();
        return IpAddress.parse(text.bytes(), text.from(), text.to(), words) && network.contains(words[0], words[1]);
    }

    /**
     * Whether a number compares so.
     *
     * @param whole the rule's number, or {@link Numbers#NOT_WHOLE}: most of rules and of events are whole, and need no object
     */
    private record ComparesTest(Test.Compare compare, long whole) implements ValueTest {
        static ComparesTest of(Test.Compare compare) {
            byte[] canonical = Numbers.canonical(compare.number()).getBytes(StandardCharsets.US_ASCII);
            return new ComparesTest(compare, Numbers.whole(canonical, 0, canonical.length));
        }

        @Override
        public boolean test(EventValue value, Evaluation evaluation) {
            if (value.type() != JsonType.NUMBER && value.type() != JsonType.STRING) {
                return false;
            }
            long found = whole == Numbers.NOT_WHOLE
                    ? Numbers.NOT_WHOLE
                    : Numbers.whole(value.buffer(), value.start(), value.end());
            if (found != Numbers.NOT_WHOLE) {
                return compare.comparison().accepts(Long.compare(found, whole));
            }
            Optional<BigDecimal> number = Numbers.decimal(value.string());
            return number.isPresent()
                    && compare.comparison().accepts(number.get().compareTo(compare.number()));
        }
    }

    /** Whether a part of a timestamp compares so. */
    private record TimePartTest(Test.TimePart part) implements ValueTest {
        @Override
        public boolean test(EventValue value, Evaluation evaluation) {
            if (value.type() != JsonType.NUMBER && value.type() != JsonType.STRING) {
                return false;
            }
            return Timestamps.parse(value.string())
                    .map(time -> Integer.compare(Timestamps.part(time, part.part()), part.number()))
                    .filter(order -> part.comparison().accepts(order))
                    .isPresent();
        }
    }

    /** Whether the text is one of a few. */
    private record OneOf(List<byte[]> texts) implements TextVisitor {
        @Override
        public boolean visit(ByteText text) {
            for (int i = 0; i < texts.size(); i++) {
                byte[] one = texts.get(i);
                if (Arrays.equals(one, 0, one.length, text.bytes(), text.from(), text.to())) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether a text has the shape of one of another field's scalars. */
    private record SameAsTest(ValueSource other, Shape shape, boolean cased) implements ValueTest {
        @Override
        public boolean test(EventValue value, Evaluation evaluation) {
            return value.anyText(!cased, true, text -> anyOther(text.copy(), evaluation));
        }

        private boolean anyOther(byte[] text, Evaluation evaluation) {
            TextVisitor same = wanted -> isSame(text, wanted);
            return other.any(evaluation, evaluation.otherValue(), (value, e) -> value.anyText(!cased, false, same));
        }

        private boolean isSame(byte[] text, ByteText wanted) {
            String whole = new String(text, StandardCharsets.UTF_8);
            String part = wanted.toString();
            return switch (shape) {
                case WHOLE -> whole.equals(part);
                case CONTAINS -> whole.contains(part);
                case STARTS_WITH -> whole.startsWith(part);
                case ENDS_WITH -> whole.endsWith(part);
            };
        }
    }
}
