package io.windhover.rules.sigma;

import io.windhover.rules.ir.Condition;
import io.windhover.rules.ir.Condition.And;
import io.windhover.rules.ir.Condition.AtLeast;
import io.windhover.rules.ir.Condition.Named;
import io.windhover.rules.ir.Condition.Not;
import io.windhover.rules.ir.Condition.Or;
import io.windhover.rules.ir.Field;
import io.windhover.rules.ir.Pattern;
import io.windhover.rules.ir.Pattern.Absence;
import io.windhover.rules.ir.Pattern.Aggregate;
import io.windhover.rules.ir.Pattern.Operator;
import io.windhover.rules.ir.Pattern.Sequence;
import io.windhover.rules.ir.Pattern.Step;
import io.windhover.rules.ir.Pattern.Temporal;
import io.windhover.rules.ir.Pattern.Threshold;
import io.windhover.rules.ir.RuleName;
import io.windhover.rules.json.Numbers;
import io.windhover.rules.yaml.YamlNode;
import io.windhover.rules.yaml.YamlNode.Mapping;
import io.windhover.rules.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what a correlation looks for: Sigma's types, and a sequence and an absence. */
final class CorrelationParser extends PatternParser {
    static final String KEY = "correlation";

    /** So many matches of a group are kept at most; a count beyond cannot be reached. */
    static final int MOST_COUNTED = 1_024;

    private static final Set<String> COMMON = Set.of("type", "timespan", "group-by", "aliases", "generate");
    private static final Set<String> CONDITION_KEYS =
            Set.of("gt", "gte", "lt", "lte", "eq", "neq", "field", "percentile");
    private static final int MEDIAN = 50;
    private static final int MOST_STEPS = 16;

    CorrelationParser(KeyReader body) {
        super(body);
    }

    private enum Type {
        EVENT_COUNT(Aggregate.EVENTS),
        VALUE_COUNT(Aggregate.DISTINCT),
        TEMPORAL(null),
        TEMPORAL_ORDERED(null),
        VALUE_SUM(Aggregate.SUM),
        VALUE_AVG(Aggregate.AVERAGE),
        VALUE_PERCENTILE(Aggregate.PERCENTILE),
        VALUE_MEDIAN(Aggregate.PERCENTILE),
        SEQUENCE(null),
        ABSENCE(null);

        private final @Nullable Aggregate aggregate;

        Type(@Nullable Aggregate aggregate) {
            this.aggregate = aggregate;
        }

        Set<String> ownKeys() {
            return switch (this) {
                case SEQUENCE -> Set.of("steps");
                case ABSENCE -> Set.of("trigger", "expect", "grace");
                default -> Set.of("rules", "condition", "field", "percentile");
            };
        }
    }

    @Override
    String kind() {
        return "correlation";
    }

    @Override
    Optional<Parsed> parse() {
        if (body.map().get("type").isEmpty()) {
            issues.error(body.map().position(), "The correlation has no 'type'.");
        }
        Optional<Type> type = body.word("type", Type.class);
        Set<String> keys = new HashSet<>(COMMON);
        keys.addAll(type.orElse(Type.EVENT_COUNT).ownKeys());
        body.refuseOtherThan(keys);
        if (type.isPresent() && type.get() == Type.SEQUENCE) {
            return sequence();
        } else if (type.isPresent() && type.get() == Type.ABSENCE) {
            return absence();
        }
        List<RuleName> rules = rules();
        Optional<Duration> timespan = timespan();
        return type.flatMap(known -> condition(known, rules, timespan.orElse(Duration.ZERO)))
                .map(pattern -> new Parsed(pattern, rules, timespan.orElse(Duration.ZERO)));
    }

    private Optional<Pattern> condition(Type type, List<RuleName> rules, Duration timespan) {
        Optional<YamlNode> node = body.map().get("condition");
        boolean ordered = type == Type.TEMPORAL_ORDERED;
        boolean temporal = ordered || type == Type.TEMPORAL;
        if (temporal && node.isEmpty()) {
            return Optional.of(new Temporal(
                    timespan, ordered, new And(named(rules).values().stream().toList())));
        } else if (node.orElse(null) instanceof Scalar text && temporal) {
            return ConditionParser.parse(text, named(rules), new HashSet<>(), issues)
                    .flatMap(condition -> temporal(timespan, ordered, condition, text));
        } else if (node.orElse(null) instanceof Mapping map) {
            return number(new KeyReader(map, issues), type, rules, timespan);
        }
        issues.error(
                node.map(YamlNode::position).orElse(body.map().position()),
                temporal
                        ? "A condition over rules is a text or says how many, for example {gte: 2}."
                        : "The correlation needs a 'condition', for example {gte: 5}.");
        return Optional.empty();
    }

    /** Of rules in their order all must match: of some of them the order would depend on which. */
    private Optional<Pattern> temporal(Duration timespan, boolean ordered, Condition condition, YamlNode place) {
        boolean all = condition instanceof Named
                || (condition instanceof And and && and.operands().stream().allMatch(Named.class::isInstance));
        if (ordered && !all) {
            issues.error(
                    place.position(),
                    "Rules in their order must all match: 'temporal_ordered' takes no other condition.");
            return Optional.empty();
        }
        return Optional.of(new Temporal(timespan, ordered, condition));
    }

    private static Map<String, Condition> named(List<RuleName> rules) {
        Map<String, Condition> named = new LinkedHashMap<>();
        rules.forEach(rule -> named.put(rule.text(), new Named(rule.text(), new Or(List.of()))));
        return named;
    }

    private Optional<Pattern> number(KeyReader condition, Type type, List<RuleName> rules, Duration timespan) {
        condition.refuseOtherThan(CONDITION_KEYS);
        Aggregate aggregate = type.aggregate;
        List<String> fields = condition.texts("field");
        fields = fields.isEmpty() ? body.texts("field") : fields;
        boolean ofValues = aggregate != null && aggregate != Aggregate.EVENTS;
        if (ofValues == fields.isEmpty()) {
            issues.error(
                    condition.map().position(),
                    ofValues
                            ? "A correlation of values names the 'field' whose values they are."
                            : "Only a correlation of values has a 'field'.");
        }
        int percentile = percentile(condition.scalar("percentile").or(() -> body.scalar("percentile")), type);
        List<Threshold> thresholds = thresholds(condition, !ofValues || aggregate == Aggregate.DISTINCT);
        if (aggregate == null) {
            return Optional.of(new Temporal(
                    timespan,
                    type == Type.TEMPORAL_ORDERED,
                    new And(thresholds.stream()
                            .map(threshold -> matched(
                                    threshold, named(rules).values().stream().toList()))
                            .toList())));
        }
        return Optional.of(new Pattern.Amount(
                aggregate, timespan, thresholds, fields.stream().map(Field::new).toList(), percentile));
    }

    /** How many of the rules matched, as a condition over them. */
    private static Condition matched(Threshold threshold, List<Condition> rules) {
        int number = threshold.number().setScale(0, RoundingMode.CEILING).intValue();
        int above = threshold.number().setScale(0, RoundingMode.FLOOR).intValue() + 1;
        return switch (threshold.operator()) {
            case GTE -> new AtLeast(number, rules);
            case GT -> new AtLeast(above, rules);
            case LT -> new Not(new AtLeast(number, rules));
            case LTE -> new Not(new AtLeast(above, rules));
            case EQ -> new And(List.of(new AtLeast(number, rules), new Not(new AtLeast(above, rules))));
            case NEQ -> new Or(List.of(new Not(new AtLeast(number, rules)), new AtLeast(above, rules)));
        };
    }

    private List<Threshold> thresholds(KeyReader condition, boolean counts) {
        List<Threshold> thresholds = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            Optional<Scalar> written = condition.scalar(operator.name().toLowerCase(Locale.ROOT));
            Optional<BigDecimal> number = written.flatMap(scalar -> Numbers.literal(scalar.text()));
            if (written.isPresent() && number.isEmpty()) {
                issues.error(written.get().position(), "A comparison needs a number.");
            } else if (written.isPresent() && counts && number.get().compareTo(BigDecimal.valueOf(MOST_COUNTED)) > 0) {
                issues.error(written.get().position(), "At most " + MOST_COUNTED + " matches of a group are counted.");
            }
            number.ifPresent(value -> thresholds.add(new Threshold(operator, value)));
        }
        if (thresholds.isEmpty()) {
            issues.error(condition.map().position(), "The condition compares with no number.");
        }
        return thresholds;
    }

    private int percentile(Optional<Scalar> written, Type type) {
        if (written.isEmpty()) {
            return MEDIAN;
        }
        if (type != Type.VALUE_PERCENTILE) {
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

    private Optional<Parsed> sequence() {
        Optional<Duration> timespan = timespan();
        List<Step> steps = new ArrayList<>();
        if (body.map().get("steps").orElse(null) instanceof YamlNode.Sequence list) {
            list.items().forEach(item -> step(item).ifPresent(steps::add));
        }
        if (steps.size() < 2 || steps.size() > MOST_STEPS) {
            issues.error(
                    body.placeOf("steps"),
                    "A sequence has 2 to " + MOST_STEPS + " 'steps', for example [{rule: a, count: 5}, {rule: b}].");
        }
        return timespan.map(span -> new Parsed(
                new Sequence(span, steps),
                steps.stream()
                        .map(Step::rule)
                        .collect(Collectors.toMap(
                                RuleName::text, rule -> rule, (first, second) -> first, LinkedHashMap::new))
                        .values()
                        .stream()
                        .toList(),
                span));
    }

    private Optional<Step> step(YamlNode item) {
        if (item instanceof Scalar name) {
            return Optional.of(new Step(ruleName(name), 1));
        } else if (!(item instanceof Mapping map)) {
            issues.error(item.position(), "A step names a 'rule' and perhaps a 'count'.");
            return Optional.empty();
        } else {
            KeyReader step = new KeyReader(map, issues);
            step.refuseOtherThan(Set.of("rule", "count"));
            Optional<Scalar> rule = step.scalar("rule");
            if (rule.isEmpty()) {
                issues.error(map.position(), "A step names a 'rule' and perhaps a 'count'.");
            }
            int count = whole(step, "count", 1, 1, 1_000);
            return rule.map(name -> new Step(ruleName(name), count));
        }
    }

    private Optional<Parsed> absence() {
        Optional<Duration> timespan = timespan();
        Optional<RuleName> trigger = one("trigger");
        Optional<RuleName> expect = one("expect");
        Duration grace = span(body, "grace", Duration.ZERO);
        if (trigger.isPresent()
                && expect.isPresent()
                && trigger.get().text().equals(expect.get().text())) {
            issues.error(expect.get().position(), "What is expected is another rule than the trigger.");
        }
        if (timespan.isEmpty() || trigger.isEmpty() || expect.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Parsed(
                new Absence(trigger.get(), expect.get(), timespan.get(), grace),
                List.of(trigger.get(), expect.get()),
                timespan.get()));
    }

    private Optional<RuleName> one(String key) {
        Optional<RuleName> rule = body.scalar(key).map(PatternParser::ruleName);
        if (rule.isEmpty()) {
            issues.error(body.placeOf(key), "An absence names the rule that is its '" + key + "'.");
        }
        return rule;
    }
}
