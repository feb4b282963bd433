package io.windhover.rules.sigma;

import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.json.Numbers;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Timespan;
import io.windhover.rules.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the keys that patterns have in common, each with the complaint that fits. */
abstract class PatternParser {
    final KeyReader body;
    final Issues issues;

    PatternParser(KeyReader body) {
        this.body = body;
        this.issues = body.issues();
    }

    /**
     * What a stateful rule looks for, and where.
     *
     * @param rules whose matches it looks at
     * @param period the time within which two of its findings are one alert unless the rule says otherwise
     */
    record Parsed(Pattern pattern, List<RuleName> rules, Duration period) {
        Parsed {
            rules = List.copyOf(rules);
        }
    }

    /** Empty where it has an error. */
    abstract Optional<Parsed> parse();

    final List<RuleName> rules() {
        List<RuleName> rules =
                body.scalars("rules").stream().map(PatternParser::ruleName).toList();
        if (rules.isEmpty()) {
            issues.error(body.placeOf("rules"), "The " + kind() + " names no 'rules'.");
        }
        Set<String> seen = new HashSet<>();
        rules.stream()
                .filter(rule -> !seen.add(rule.text()))
                .forEach(rule -> issues.error(rule.position(), "The rule '" + rule.text() + "' is named twice."));
        return rules;
    }

    /** What its document is called in messages. */
    abstract String kind();

    static RuleName ruleName(Scalar scalar) {
        return new RuleName(scalar.text(), scalar.position());
    }

    /** A span that must be there. */
    final Optional<Duration> timespan() {
        Optional<Duration> timespan = body.scalar("timespan").flatMap(scalar -> Timespan.parse(scalar.text()));
        if (timespan.isEmpty()) {
            issues.error(
                    body.scalar("timespan")
                            .map(Scalar::position)
                            .orElse(body.map().position()),
                    "A correlation has a 'timespan': a number and one of s, m, h, d, w, M, y.");
        }
        return timespan;
    }

    /** A span that has a default. */
    final Duration span(KeyReader keys, String key, Duration otherwise) {
        Optional<Scalar> written = keys.scalar(key);
        Optional<Duration> span = written.flatMap(scalar -> Timespan.parse(scalar.text()));
        if (written.isPresent() && span.isEmpty()) {
            issues.error(
                    written.get().position(),
                    "'" + key + "' is a number and one of s, m, h, d, w, M, y, for example '10d'.");
        }
        return span.orElse(otherwise);
    }

    /** A whole number that has a default. */
    final int whole(KeyReader keys, String key, int otherwise, int least, int most) {
        Optional<Scalar> written = keys.scalar(key);
        if (written.isEmpty()) {
            return otherwise;
        }
        Optional<BigDecimal> number = Numbers.literal(written.get().text());
        boolean valid = number.isPresent()
                && number.get().stripTrailingZeros().scale() <= 0
                && number.get().compareTo(BigDecimal.valueOf(least)) >= 0
                && number.get().compareTo(BigDecimal.valueOf(most)) <= 0;
        if (!valid) {
            issues.error(
                    written.get().position(), "'" + key + "' is a whole number from " + least + " to " + most + ".");
            return otherwise;
        }
        return number.get().intValueExact();
    }

    /** A number that has a default, above {@code above} and at most {@code most}. */
    final double real(KeyReader keys, String key, double otherwise, double above, double most) {
        Optional<Scalar> written = keys.scalar(key);
        if (written.isEmpty()) {
            return otherwise;
        }
        Optional<BigDecimal> number = Numbers.literal(written.get().text());
        if (number.isEmpty()
                || number.get().doubleValue() <= above
                || number.get().doubleValue() > most) {
            issues.error(
                    written.get().position(),
                    "'" + key + "' is a number above " + plain(above) + ", at most " + plain(most) + ".");
            return otherwise;
        }
        return number.get().doubleValue();
    }

    private static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
