package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.AtLeast;
import io.windhover.rules.ir.Condition.Named;
import io.windhover.rules.ir.Condition.Not;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition: identifiers, {@code x of}, {@code not}, {@code and}, {@code or} and parentheses, in falling order of
 * precedence. Identifiers used are noted, so that an unused one can be reported.
 */
final class ConditionParser {
    private static final Pattern TOKEN = Pattern.compile("\\s*([()|]|[^\\s()|]+)");
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern QUANTIFIED = Pattern.compile("[A-Za-z0-9_*-]+");
    private static final int DEEPEST = 100;
    private static final Map<String, String> CORRELATION_TYPES =
            Map.of("count", "event_count", "near", "temporal", "sum", "value_sum", "avg", "value_avg");

    private final Map<String, Condition> detections;
    private final Set<String> used;
    private final Scalar text;
    private final Issues issues;
    private final List<Token> tokens = new ArrayList<>();
    private int next;
    private int depth;

    private record Token(String text, int index) {
        boolean is(String word) {
            return text.equalsIgnoreCase(word);
        }
    }

    private ConditionParser(Map<String, Condition> detections, Set<String> used, Scalar text, Issues issues) {
        this.detections = detections;
        this.used = used;
        this.text = text;
        this.issues = issues;
        Matcher matcher = TOKEN.matcher(text.text());
        while (matcher.lookingAt()) {
            tokens.add(new Token(matcher.group(1), matcher.start(1)));
            matcher.region(matcher.end(), text.text().length());
        }
    }

    /** Empty after an error, which was then reported. */
    static Optional<Condition> parse(Scalar text, Map<String, Condition> detections, Set<String> used, Issues issues) {
        return new ConditionParser(detections, used, text, issues).parse();
    }

    private Optional<Condition> parse() {
        int before = issues.errors();
        int pipe = indexOfPipe();
        if (pipe >= 0) {
            aggregation(pipe);
            return Optional.empty();
        }
        Condition condition = or();
        if (issues.errors() == before && next < tokens.size()) {
            unexpected("'and', 'or' or the end");
        }
        return issues.errors() == before ? Optional.of(condition) : Optional.empty();
    }

    private int indexOfPipe() {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).is("|")) {
                return i;
            }
        }
        return -1;
    }

    private void aggregation(int pipe) {
        String function = pipe + 1 < tokens.size() ? tokens.get(pipe + 1).text().toLowerCase(Locale.ROOT) : "";
        boolean ofField = pipe + 3 < tokens.size() && !tokens.get(pipe + 3).is(")");
        String type = function.equals("count") && ofField ? "value_count" : CORRELATION_TYPES.get(function);
        String remedy = type == null
                ? "No correlation type does what it did."
                : "Write a correlation document of type '" + type + "' that names this rule.";
        issues.error(
                text.at(tokens.get(pipe).index()), "Aggregation in a condition is no longer part of Sigma. " + remedy);
    }

    private Condition or() {
        List<Condition> operands = new ArrayList<>(List.of(and()));
        while (accept("or")) {
            operands.add(and());
        }
        return operands.size() == 1 ? operands.get(0) : new Or(operands);
    }

    private Condition and() {
        List<Condition> operands = new ArrayList<>(List.of(not()));
        while (accept("and")) {
            operands.add(not());
        }
        return operands.size() == 1 ? operands.get(0) : new And(operands);
    }

    private Condition not() {
        boolean negated = false;
        while (accept("not")) {
            negated = !negated;
        }
        Condition operand = primary();
        return negated ? new Not(operand) : operand;
    }

    private Condition primary() {
        if (next >= tokens.size()) {
            return unexpected("a selection");
        }
        Token token = tokens.get(next);
        if (accept("(")) {
            return parenthesised(token);
        }
        boolean quantifier = next + 1 < tokens.size() && tokens.get(next + 1).is("of");
        next++;
        if (quantifier) {
            next++;
            return quantified(token);
        }
        if (token.is("and") || token.is("or") || token.is(")") || token.is("of")) {
            next--;
            return unexpected("a selection");
        }
        return identifier(token);
    }

    private Condition parenthesised(Token open) {
        if (++depth > DEEPEST) {
            next = tokens.size();
            return error(open, "Parentheses are nested more than " + DEEPEST + " deep.", Optional.empty());
        }
        int before = issues.errors();
        Condition inner = or();
        depth--;
        if (!accept(")") && issues.errors() == before) {
            return unexpected("')'");
        }
        return inner;
    }

    private Condition identifier(Token token) {
        Condition condition = detections.get(token.text());
        if (condition == null) {
            boolean wildcard = token.text().contains("*") || token.is("them");
            return error(
                    token,
                    wildcard
                            ? "The pattern '" + token.text() + "' needs a quantifier, for example '1 of " + token.text()
                                    + "'."
                            : "Nothing is called '" + token.text() + "' in this detection.",
                    wildcard ? Optional.empty() : Nearest.question(token.text(), detections.keySet()));
        }
        used.add(token.text());
        return new Named(token.text(), condition);
    }

    private Condition quantified(Token quantifier) {
        if (next >= tokens.size()
                || !QUANTIFIED.matcher(tokens.get(next).text()).matches()) {
            return unexpected("'them' or a pattern");
        }
        Token pattern = tokens.get(next++);
        List<Condition> operands = new ArrayList<>();
        detections.forEach((name, condition) -> {
            if (selects(pattern, name)) {
                used.add(name);
                operands.add(new Named(name, condition));
            }
        });
        if (operands.isEmpty()) {
            return error(
                    pattern,
                    "No selection is meant by '" + pattern.text() + "'.",
                    Nearest.question(pattern.text(), detections.keySet()));
        }
        return count(quantifier, operands);
    }

    private Condition count(Token quantifier, List<Condition> operands) {
        if (quantifier.is("all")) {
            return operands.size() == 1 ? operands.get(0) : new And(operands);
        }
        boolean number = quantifier.text().matches("[0-9]{1,6}");
        if (!number && !quantifier.is("any")) {
            return error(
                    quantifier,
                    "A quantifier is 'all', 'any' or a number, not '" + quantifier.text() + "'.",
                    Optional.empty());
        }
        int count = number ? Integer.parseInt(quantifier.text()) : 1;
        if (count < 1 || count > operands.size()) {
            return error(
                    quantifier,
                    "'" + count + " of' can not be told of " + operands.size() + " selection"
                            + (operands.size() == 1 ? "." : "s."),
                    Optional.empty());
        }
        if (operands.size() == 1) {
            return operands.get(0);
        }
        return count == 1 ? new Or(operands) : new AtLeast(count, operands);
    }

    private static boolean selects(Token pattern, String name) {
        if (pattern.is("them")) {
            return !name.startsWith("_");
        }
        boolean hidden = name.startsWith("_") && !pattern.text().startsWith("_");
        String regex = pattern.text().replace("*", "[A-Za-z0-9_-]*");
        return !hidden && name.matches(regex);
    }

    private boolean accept(String word) {
        boolean accepted = next < tokens.size() && tokens.get(next).is(word);
        next += accepted ? 1 : 0;
        return accepted;
    }

    private Condition unexpected(String wanted) {
        if (next < tokens.size()) {
            Token found = tokens.get(next);
            String shown = IDENTIFIER.matcher(found.text()).matches() ? "'" + found.text() + "'" : found.text();
            return error(found, "Expected " + wanted + ", found " + shown + ".", Optional.empty());
        }
        return error(
                new Token("", text.text().length()),
                "Expected " + wanted + ", but the condition ends.",
                Optional.empty());
    }

    private Condition error(Token token, String message, Optional<String> suggestion) {
        issues.error(text.at(token.index()), message, suggestion);
        // Nothing that follows can be read reliably: one error per condition.
        next = tokens.size();
        return new Or(List.of());
    }
}
