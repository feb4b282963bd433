package io.windhover.rules.sigma;

import io.windhover.rules.ir.TextPattern.Literal;
import io.windhover.rules.ir.TextPattern.Piece;
import io.windhover.rules.sigma.Value.Invalid;
import io.windhover.rules.sigma.Value.Several;
import io.windhover.rules.sigma.Value.Text;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.source.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts the operator's values in the place of {@code %name%}; {@code \%} is the character itself. */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\\\%|%([^%\\\\]+)%");

    private final Map<String, List<String>> values;

    Placeholders(Map<String, List<String>> values) {
        this.values = values;
    }

    Value expand(Text text, Position at, Issues issues) {
        List<List<Piece>> texts = List.of(List.of());
        for (Piece piece : text.pattern(true).pieces()) {
            for (List<List<Piece>> alternatives : piece instanceof Literal literal
                    ? parts(literal.text(), at, issues)
                    : List.of(List.of(List.of(piece)))) {
                if ((long) texts.size() * alternatives.size() > Encodings.MOST) {
                    issues.error(at, "The placeholders would make more than " + Encodings.MOST + " texts of this one.");
                    return new Invalid();
                }
                texts = product(texts, alternatives);
            }
        }
        return texts.isEmpty()
                ? new Invalid()
                : new Several(texts.stream().<Value>map(Text::new).toList());
    }

    /** A literal's parts in order, each with what may stand in its place; nothing for a placeholder without a value. */
    private List<List<List<Piece>>> parts(String text, Position at, Issues issues) {
        List<List<List<Piece>>> parts = new ArrayList<>();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int copied = 0;
        while (matcher.find()) {
            parts.add(List.of(List.of(new Literal(text.substring(copied, matcher.start())))));
            parts.add(
                    matcher.group(1) == null
                            ? List.of(List.of(new Literal("%")))
                            : named(matcher.group(1), at, issues));
            copied = matcher.end();
        }
        parts.add(List.of(List.of(new Literal(text.substring(copied)))));
        return parts;
    }

    private List<List<Piece>> named(String name, Position at, Issues issues) {
        List<String> given = values.getOrDefault(name, List.of());
        if (given.isEmpty()) {
            Optional<String> nearest = Nearest.question(name, values.keySet());
            issues.error(
                    at,
                    "The placeholder '%" + name + "%' has no value; the operator's values file must give one.",
                    nearest);
        }
        return given.stream().map(WildcardText::parse).toList();
    }

    private static List<List<Piece>> product(List<List<Piece>> starts, List<List<Piece>> ends) {
        List<List<Piece>> product = new ArrayList<>();
        for (List<Piece> start : starts) {
            for (List<Piece> end : ends) {
                List<Piece> pieces = new ArrayList<>(start);
                pieces.addAll(end);
                product.add(pieces);
            }
        }
        return product;
    }
}
