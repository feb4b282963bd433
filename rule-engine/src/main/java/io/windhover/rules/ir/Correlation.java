package io.windhover.rules.ir;

import io.windhover.rules.source.Position;
import io.windhover.schemas.RuleReference;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A rule about matches of other rules within a span of time.
 *
 * @param reference what its readers are told of it
 * @param name how other documents may call it beside its id, or null
 * @param type what it looks at
 * @param rules the rules whose matches it looks at, correlations among them perhaps
 * @param timespan the window's length
 * @param groupBy the fields, or names of {@code aliases}, by whose values matches are kept apart
 * @param aliases by alias and then by rule, the field that the alias means in that rule's events
 * @param generate whether the rules alert on their own too; empty where the document does not say
 * @param condition when it fires
 * @param report what is said of it
 * @param file name of the file it stands in
 * @param position where its document begins
 */
public record Correlation(
        RuleReference reference,
        @Nullable String name,
        Type type,
        List<RuleName> rules,
        Duration timespan,
        List<Field> groupBy,
        Map<String, Map<String, Field>> aliases,
        Optional<Boolean> generate,
        When condition,
        Rule.Report report,
        String file,
        Position position) {
    public Correlation {
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        aliases = Map.copyOf(aliases);
    }

    /** What a correlation looks at. */
    public enum Type {
        EVENT_COUNT,
        VALUE_COUNT,
        TEMPORAL,
        TEMPORAL_ORDERED,
        VALUE_SUM,
        VALUE_AVG,
        VALUE_PERCENTILE,
        VALUE_MEDIAN;

        /** Whether it looks at a field's values. */
        public boolean isOfValues() {
            return name().startsWith("VALUE_");
        }

        /** Whether it looks at which rules matched. */
        public boolean isTemporal() {
            return this == TEMPORAL || this == TEMPORAL_ORDERED;
        }
    }

    /** When a correlation fires. */
    public sealed interface When {}

    /**
     * A number passes all of these.
     *
     * @param fields whose values the number is made of; a list counts distinct tuples; none for a count of events
     * @param percentile which percentile, from 0 to 100; of that type only
     */
    public record Thresholds(List<Threshold> thresholds, List<Field> fields, int percentile) implements When {
        public Thresholds {
            thresholds = List.copyOf(thresholds);
            fields = List.copyOf(fields);
        }
    }

    /** One comparison with a number. */
    public record Threshold(Operator operator, BigDecimal number) {}

    /** How a number is compared. */
    public enum Operator {
        GT,
        GTE,
        LT,
        LTE,
        EQ,
        NEQ
    }

    /**
     * A condition over which rules matched.
     *
     * @param condition its leaves are {@link Condition.Named}, after the rules
     */
    public record Matched(Condition condition) implements When {}

    /** The same correlation with other words about it. */
    public Correlation withReference(RuleReference other) {
        return new Correlation(
                other, name, type, rules, timespan, groupBy, aliases, generate, condition, report, file, position);
    }

    /** Whether a rule with this id, and perhaps this name, is one of its rules. */
    public boolean looksAt(String id, @Nullable String ruleName) {
        return rules.stream().anyMatch(rule -> rule.means(id, ruleName));
    }
}
