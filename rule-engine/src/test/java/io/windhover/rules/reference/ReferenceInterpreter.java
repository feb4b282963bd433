package io.windhover.rules.reference;

import com.google.re2j.Pattern;
import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.IpAddress;
import io.windhover.rules.ir.Test;
import io.windhover.rules.ir.TextPattern;
import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.ir.TextPattern.Wildcard;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Says what a condition means, one sentence of the language after the other, as plainly as can be: no plan, no index, no
 * shared work, no bytes. What the engine does must equal this. It knows no aliases.
 */
public final class ReferenceInterpreter {
    private ReferenceInterpreter() {}

    public static boolean matches(Condition condition, Json event) {
        if (condition instanceof Condition.And and) {
            return and.operands().stream().allMatch(operand -> matches(operand, event));
        } else if (condition instanceof Condition.Or or) {
            return or.operands().stream().anyMatch(operand -> matches(operand, event));
        } else if (condition instanceof Condition.AtLeast atLeast) {
            return atLeast.operands().stream()
                            .filter(operand -> matches(operand, event))
                            .count()
                    >= atLeast.count();
        } else if (condition instanceof Condition.Not not) {
            return !matches(not.operand(), event);
        } else if (condition instanceof Condition.Named named) {
            return matches(named.condition(), event);
        } else if (condition instanceof Condition.Keyword keyword) {
            return keysAndLeaves(event).stream().anyMatch(text -> textPasses(keyword.test(), text));
        }
        Condition.Predicate predicate = (Condition.Predicate) condition;
        return passes(predicate.test(), predicate.field(), event);
    }

    private static boolean passes(Test test, Field field, Json event) {
        List<Json> values = values(field, event);
        List<Json> scalarsAndObjects =
                values.stream().filter(value -> !(value instanceof Json.Arr)).toList();
        if (test instanceof Test.IsNull) {
            return scalarsAndObjects.isEmpty() || scalarsAndObjects.stream().anyMatch(Json.Null.class::isInstance);
        } else if (test instanceof Test.Exists) {
            return !scalarsAndObjects.isEmpty();
        } else if (test instanceof Test.Text || test instanceof Test.Regex) {
            return values.stream().flatMap(value -> allTexts(value).stream()).anyMatch(text -> textPasses(test, text));
        } else if (test instanceof Test.SameAs same) {
            List<String> others = values(same.other(), event).stream()
                    .flatMap(value -> scalarTexts(value).stream())
                    .toList();
            return values.stream().flatMap(value -> allTexts(value).stream()).anyMatch(text -> others.stream()
                    .anyMatch(other -> same(same, fold(text, same.cased()), fold(other, same.cased()))));
        } else if (test instanceof Test.Equal equal) {
            return anyScalar(
                    values,
                    text -> fold(text, false).equals(fold(equal.canonical(), false))
                            || fold(text, false).equals(fold(equal.written(), false)));
        } else if (test instanceof Test.InNetwork in) {
            return values.stream().filter(Json.Text.class::isInstance).anyMatch(value -> {
                byte[] text = ((Json.Text) value).text().getBytes(StandardCharsets.UTF_8);
                long[] words = new long[2];
                return IpAddress.parse(text, 0, text.length, words)
                        && in.network().contains(words[0], words[1]);
            });
        }
        Test.Compare compare = (Test.Compare) test;
        return values.stream()
                .filter(value -> value instanceof Json.Num || value instanceof Json.Text)
                .anyMatch(value -> compares(compare, scalarTexts(value).get(0)));
    }

    private static boolean same(Test.SameAs same, String text, String other) {
        return switch (same.shape()) {
            case WHOLE -> text.equals(other);
            case CONTAINS -> text.contains(other);
            case STARTS_WITH -> text.startsWith(other);
            case ENDS_WITH -> text.endsWith(other);
        };
    }

    private static boolean anyScalar(List<Json> values, Predicate<String> passes) {
        return values.stream().flatMap(value -> scalarTexts(value).stream()).anyMatch(passes);
    }

    private static boolean compares(Test.Compare compare, String text) {
        try {
            return compare.comparison().accepts(new BigDecimal(text).compareTo(compare.number()));
        } catch (NumberFormatException notNumeric) {
            return false;
        }
    }

    /** The exact flat key first, then the path through objects and arrays; arrays give their members and themselves. */
    public static List<Json> values(Field field, Json event) {
        List<Json> flat = at(event, List.of(field.name()));
        return flat.isEmpty() ? at(event, List.of(field.name().split("\\.", -1))) : flat;
    }

    private static List<Json> at(Json json, List<String> path) {
        if (path.isEmpty()) {
            return spread(json);
        }
        List<Json> found = new ArrayList<>();
        if (json instanceof Json.Obj obj) {
            for (Json.Member member : obj.members()) {
                if (member.key().equals(path.get(0))) {
                    found.addAll(at(member.value(), path.subList(1, path.size())));
                }
            }
        } else if (json instanceof Json.Arr arr) {
            arr.items().forEach(item -> found.addAll(at(item, path)));
        }
        return found;
    }

    private static List<Json> spread(Json json) {
        if (!(json instanceof Json.Arr arr)) {
            return List.of(json);
        }
        List<Json> values = new ArrayList<>();
        arr.items().forEach(item -> values.addAll(spread(item)));
        if (!values.isEmpty()) {
            values.add(arr);
        }
        return values;
    }

    private static Set<String> allTexts(Json value) {
        Set<String> texts = new LinkedHashSet<>(scalarTexts(value));
        if (value instanceof Json.Obj || value instanceof Json.Arr) {
            texts.add(Json.compact(value));
        }
        if (value instanceof Json.Obj) {
            addLeaves(value, false, texts);
        }
        return texts;
    }

    private static List<String> scalarTexts(Json value) {
        if (value instanceof Json.Text text) {
            return List.of(text.text());
        } else if (value instanceof Json.Bool bool) {
            return List.of(String.valueOf(bool.value()));
        } else if (value instanceof Json.Num num) {
            BigDecimal number = new BigDecimal(num.written());
            String canonical =
                    number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
            return List.of(num.written(), canonical);
        }
        return List.of();
    }

    private static Set<String> keysAndLeaves(Json event) {
        Set<String> texts = new LinkedHashSet<>();
        addLeaves(event, true, texts);
        return texts;
    }

    private static void addLeaves(Json json, boolean keys, Set<String> into) {
        if (json instanceof Json.Obj obj) {
            for (Json.Member member : obj.members()) {
                if (keys) {
                    into.add(member.key());
                }
                addLeaves(member.value(), keys, into);
            }
        } else if (json instanceof Json.Arr arr) {
            arr.items().forEach(item -> addLeaves(item, keys, into));
        } else {
            into.addAll(scalarTexts(json));
        }
    }

    private static boolean textPasses(Test test, String text) {
        if (test instanceof Test.Text wanted) {
            boolean cased = wanted.pattern().cased();
            return glob(
                    pieces(wanted.pattern()), 0, fold(text, cased).codePoints().toArray(), 0);
        }
        Test.Regex regex = (Test.Regex) test;
        int flags = (regex.ignoreCase() ? Pattern.CASE_INSENSITIVE : 0)
                | (regex.multiline() ? Pattern.MULTILINE : 0)
                | (regex.dotAll() ? Pattern.DOTALL : 0);
        String anchored =
                switch (regex.anchor()) {
                    case NONE -> regex.expression();
                    case START -> "\\A(?:" + regex.expression() + ")";
                    case END -> "(?:" + regex.expression() + ")\\z";
                };
        return Pattern.compile(anchored, flags).matcher(text).find();
    }

    /** A pattern as code points; -1 for a run and -2 for one character. */
    private static int[] pieces(TextPattern pattern) {
        List<Integer> codes = new ArrayList<>();
        for (Piece piece : pattern.pieces()) {
            if (piece instanceof Literal literal) {
                fold(literal.text(), pattern.cased()).codePoints().forEach(codes::add);
            } else {
                codes.add(piece == Wildcard.MANY ? -1 : -2);
            }
        }
        return codes.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean glob(int[] pattern, int p, int[] text, int t) {
        if (p == pattern.length) {
            return t == text.length;
        } else if (pattern[p] == -1) {
            return glob(pattern, p + 1, text, t) || (t < text.length && glob(pattern, p, text, t + 1));
        }
        return t < text.length && (pattern[p] == -2 || pattern[p] == text[t]) && glob(pattern, p + 1, text, t + 1);
    }

    private static String fold(String text, boolean cased) {
        if (cased) {
            return text;
        }
        int[] folded = text.codePoints()
                .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                .toArray();
        return new String(folded, 0, folded.length);
    }
}
