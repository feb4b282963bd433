package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.Named;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Correlation;
import io.windhover.rules.ir.Correlation.Matched;
import io.windhover.rules.ir.Correlation.Operator;
import io.windhover.rules.ir.Correlation.Threshold;
import io.windhover.rules.ir.Correlation.Thresholds;
import io.windhover.rules.ir.Correlation.When;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.json.Numbers;
import io.windhover.rules.source.Issues;
import io.windhover.rules.source.Nearest;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Entry;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import io.windhover.rules.yaml.YamlNode.ScalarKind;
import io.windhover.schemas.RuleReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a correlation's document. */
final class CorrelationParser {
    static final String KEY = "correlation";

    private static final Set<String> KEYS =
            Set.of("type", "rules", "timespan", "group-by", "aliases", "generate", "condition", "field", "percentile");
    private static final Set<String> CONDITION_KEYS =
            Set.of("gt", "gte", "lt", "lte", "eq", "neq", "field", "percentile");
    private static final int MEDIAN = 50;

    private final SigmaOptions options;
    private final Issues issues;
    private final List<String> refused;

    /**
     * Reads correlations one after the other.
     *
     * @param refused receives by what id and name others may call a correlation that is refused
     */
    CorrelationParser(SigmaOptions options, Issues issues, List<String> refused) {
        this.options = options;
        this.issues = issues;
        this.refused = refused;
    }

    /** Empty where it has an error, or is retired and such are not asked for. */
    Optional<Correlation> parse(Mapping document) {
        int before = issues.errors();
        KeyReader keys = new KeyReader(document, issues);
        RuleReference.Builder reference = Metadata.read(keys);
        DetectionParser noSelections = new DetectionParser(new Placeholders(Map.of()), issues);
        WindhoverSection section = WindhoverSection.read(keys, noSelections, issues);
        Optional<Mapping> given = keys.mapping(KEY);
        if (given.isEmpty() || (Metadata.isRetired(keys) && !options.retired())) {
            return Optional.empty();
        }
        KeyReader body = new KeyReader(given.get(), issues);
        body.refuseOtherThan(KEYS);
        Optional<Correlation.Type> type = type(body);
        List<RuleName> rules = rules(body);
        Optional<Duration> timespan = timespan(body);
        List<Field> groupBy = body.texts("group-by").stream().map(Field::new).toList();
        Map<String, Map<String, Field>> aliases = aliases(body, rules);
        Optional<Boolean> generate = generate(body).or(() -> generate(keys));
        Optional<When> condition = type.flatMap(known -> condition(body, known, rules));
        if (type.isEmpty() || timespan.isEmpty() || condition.isEmpty() || issues.errors() > before) {
            refused.addAll(Metadata.calledBy(keys));
            return Optional.empty();
        }
        String shape = String.join(
                "\n",
                type.get() + " " + timespan.get() + " "
                        + rules.stream().map(RuleName::text).toList(),
                groupBy + " " + aliases,
                condition.get().toString(),
                section.stateVersion());
        section.addTo(reference);
        reference.setHash(StateHash.of(shape));
        return Optional.of(new Correlation(
                reference.build(),
                keys.text("name"),
                type.get(),
                rules,
                timespan.get(),
                groupBy,
                aliases,
                generate,
                condition.get(),
                section.report(),
                issues.file(),
                document.position()));
    }

    private Optional<Correlation.Type> type(KeyReader body) {
        if (body.map().get("type").isEmpty()) {
            issues.error(body.map().position(), "The correlation has no 'type'.");
        }
        return body.word("type", Correlation.Type.class);
    }

    private List<RuleName> rules(KeyReader body) {
        List<RuleName> rules = body.scalars("rules").stream()
                .map(rule -> new RuleName(rule.text(), rule.position()))
                .toList();
        if (rules.isEmpty()) {
            issues.error(body.placeOf("rules"), "The correlation names no 'rules'.");
        }
        return rules;
    }

    private Optional<Duration> timespan(KeyReader body) {
        Optional<Scalar> written = body.scalar("timespan");
        Optional<Duration> timespan = written.flatMap(scalar -> Timespan.parse(scalar.text()));
        if (timespan.isEmpty()) {
            issues.error(
                    written.map(Scalar::position).orElse(body.map().position()),
                    "A correlation has a 'timespan': a number and one of s, m, h, d, w, M, y.");
        }
        return timespan;
    }

    private Optional<Boolean> generate(KeyReader keys) {
        Optional<Scalar> written = keys.scalar("generate");
        if (written.isPresent() && written.get().kind() != ScalarKind.BOOLEAN) {
            issues.error(written.get().position(), "'generate' is true or false.");
        }
        return written.map(scalar -> scalar.text().equalsIgnoreCase("true"));
    }

    private Map<String, Map<String, Field>> aliases(KeyReader body, List<RuleName> rules) {
        Map<String, Map<String, Field>> aliases = new LinkedHashMap<>();
        List<String> known = rules.stream().map(RuleName::text).toList();
        for (Entry alias : body.mapping("aliases").map(Mapping::entries).orElse(List.of())) {
            Map<String, Field> fields = new LinkedHashMap<>();
            if (!(alias.value() instanceof Mapping byRule)) {
                issues.error(alias.value().position(), "An alias is a map from rules to fields.");
                continue;
            }
            for (Entry rule : byRule.entries()) {
                if (!known.contains(rule.name())) {
                    issues.error(
                            rule.key().position(),
                            "The correlation has no rule '" + rule.name() + "'.",
                            Nearest.question(rule.name(), known));
                }
                if (rule.value() instanceof Scalar field) {
                    fields.put(rule.name(), new Field(field.text()));
                } else {
                    issues.error(rule.value().position(), "Expected the name of a field.");
                }
            }
            aliases.put(alias.name(), Map.copyOf(fields));
        }
        return aliases;
    }

    private Optional<When> condition(KeyReader body, Correlation.Type type, List<RuleName> rules) {
        Optional<YamlNode> node = body.map().get("condition");
        if (type.isTemporal() && node.isEmpty()) {
            return Optional.of(
                    new Matched(new And(named(rules).values().stream().toList())));
        } else if (node.orElse(null) instanceof Scalar text && type.isTemporal()) {
            Set<String> used = new HashSet<>();
            return ConditionParser.parse(text, named(rules), used, issues).map(Matched::new);
        } else if (node.orElse(null) instanceof Mapping map) {
            return thresholds(body, new KeyReader(map, issues), type);
        }
        issues.error(
                node.map(YamlNode::position).orElse(body.map().position()),
                type.isTemporal()
                        ? "A condition over rules is a text."
                        : "The correlation needs a 'condition', for example {gte: 5}.");
        return Optional.empty();
    }

    private static Map<String, Condition> named(List<RuleName> rules) {
        Map<String, Condition> named = new LinkedHashMap<>();
        rules.forEach(rule -> named.put(rule.text(), new Named(rule.text(), new Or(List.of()))));
        return named;
    }

    private Optional<When> thresholds(KeyReader body, KeyReader condition, Correlation.Type type) {
        condition.refuseOtherThan(CONDITION_KEYS);
        List<Threshold> thresholds = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            Optional<Scalar> written = condition.scalar(operator.name().toLowerCase(Locale.ROOT));
            Optional<BigDecimal> number = written.flatMap(scalar -> Numbers.literal(scalar.text()));
            if (written.isPresent() && number.isEmpty()) {
                issues.error(written.get().position(), "A comparison needs a number.");
            }
            number.ifPresent(value -> thresholds.add(new Threshold(operator, value)));
        }
        if (thresholds.isEmpty()) {
            issues.error(condition.map().position(), "The condition compares with no number.");
        }
        List<String> fields = condition.texts("field");
        fields = fields.isEmpty() ? body.texts("field") : fields;
        if (type.isOfValues() == fields.isEmpty()) {
            issues.error(
                    condition.map().position(),
                    type.isOfValues()
                            ? "A correlation of values names the 'field' whose values they are."
                            : "Only a correlation of values has a 'field'.");
        }
        return Optional.of(new Thresholds(
                thresholds,
                fields.stream().map(Field::new).toList(),
                percentile(condition.scalar("percentile").or(() -> body.scalar("percentile")), type)));
    }

    private int percentile(Optional<Scalar> written, Correlation.Type type) {
        if (written.isEmpty()) {
            return MEDIAN;
        }
        if (type != Correlation.Type.VALUE_PERCENTILE) {
            issues.error(written.get().position(), "Only a correlation of type value_percentile has a percentile.");
        }
        Optional<BigDecimal> number = Numbers.literal(written.get().text());
        boolean valid = number.isPresent()
                && number.get().stripTrailingZeros().scale() <= 0
                && number.get().signum() >= 0
                && number.get().compareTo(BigDecimal.valueOf(100)) <= 0;
        if (!valid) {
            issues.error(written.get().position(), "A percentile is a whole number from 0 to 100.");
            return MEDIAN;
        }
        return number.get().intValueExact();
    }
}
